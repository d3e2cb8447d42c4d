package chat.parley.web.delivery;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.health.NodeHealth;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients go before the node does. When the server is suspended or told to stop it says so through its state, and
 * waits for whoever listens to it; without that it would close every socket at once.
 */
@ApplicationScoped
public class Draining {

    private static final String STATE = "jboss.root:type=state";
    private static final String SUSPENDING = "suspending";
    private static final String NORMAL = "normal";

    /** Clients move at a random moment within this time. */
    private static final Duration WITHIN = Duration.ofSeconds(3);

    /** How long the node waits for them at the most. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    @Inject
    Connections connections;

    @Inject
    NodeHealth health;

    private final NotificationListener listener = this::hear;
    private @Nullable ObjectName state;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        try {
            ObjectName name = ObjectName.getInstance(STATE);
            ManagementFactory.getPlatformMBeanServer().addNotificationListener(name, listener, null, null);
            state = name;
        } catch (JMException e) {
            ChatLog.LOG.noDraining(e);
        }
    }

    @PreDestroy
    void stop() {
        ObjectName name = state;
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().removeNotificationListener(name, listener);
            } catch (JMException e) {
                ChatLog.LOG.debug("the server's state is gone already", e);
            }
        }
    }

    /** Lets clients go although the node does not stop yet: it takes nobody new, and serves who stays. */
    void letGo() {
        health.leave(true);
        tellToMove();
    }

    /** It takes new ones again. */
    void stay() {
        health.leave(false);
    }

    private void hear(Notification notification, @Nullable Object handback) {
        if (notification instanceof AttributeChangeNotification change) {
            switch (String.valueOf(change.getNewValue())) {
                case SUSPENDING -> drain();
                case NORMAL -> health.leave(false);
                default -> {
                    // Others come before or after these
                }
            }
        }
    }

    private void drain() {
        // First, so that nobody who moves comes back here
        health.leave(true);
        tellToMove();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (connections.count() > 0 && System.nanoTime() < deadline) {
            NodeThreads.pause(LOOK_EVERY);
        }
        endRequests();
    }

    private void tellToMove() {
        ServerFrame drain = new ServerFrame.Drain(WITHIN.toMillis());
        connections.all().forEach(connection -> connection.say(drain));
    }

    /** Sockets are closed by the server itself; requests that stay open it would wait for. */
    private void endRequests() {
        for (Connection connection : connections.all()) {
            if (connection.line() instanceof HttpLine) {
                connection.close(CloseCode.DRAINING);
            }
        }
    }
}
