package chat.parley.web.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import chat.parley.ejb.admin.NodeRoster;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.Beat;
import chat.parley.jpa.admin.NodeReport;
import chat.parley.jpa.health.NodeHealth;
import org.jspecify.annotations.Nullable;

/** Says every few seconds how this node does, and has its clients go elsewhere when that is the answer. */
@ApplicationScoped
public class NodeReporting {

    private static final Duration PERIOD = Duration.ofSeconds(3);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Connections connections;

    @Inject
    Draining draining;

    @Inject
    NodeHealth health;

    @Inject
    PaceMeter pace;

    @Inject
    NodeRoster roster;

    private final String version = version();
    private @Nullable Beat beating;
    private boolean drained;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        beating = new Beat(this::report, ChatLog.LOG::notReported, () -> {});
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void report() {
        boolean wished = roster.report(look());
        // Only what has changed: a node that stops of its own accord goes on doing so
        if (wished && !drained) {
            draining.letGo();
        } else if (!wished && drained) {
            draining.stay();
        }
        drained = wished;
    }

    private NodeReport look() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new NodeReport(
                FrameHandler.NODE,
                version,
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                connections.count(),
                connections.people(),
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                health.leaving(),
                pace.look());
    }

    /** As Maven has written it into what the use cases come in. */
    private static String version() {
        try (InputStream written =
                NodeRoster.class.getResourceAsStream("/META-INF/maven/chat.parley/chat-ejb/pom.properties")) {
            Properties properties = new Properties();
            if (written != null) {
                properties.load(written);
            }
            return properties.getProperty("version", "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
