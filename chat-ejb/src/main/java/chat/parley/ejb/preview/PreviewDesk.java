package chat.parley.ejb.preview;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.message.Previewing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.message.LinkPages.LinkPage;
import chat.parley.jpa.message.LinkTasks;
import chat.parley.jpa.message.LinkTasks.LinkTask;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Preview;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Has the links in messages looked at, a few messages at a time, when their senders were answered long ago. Each node takes
 * those that no other has; what a node took that dies is taken by another one. What has waited too long is dropped.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PreviewDesk {

    private static final long PERIOD_MILLIS = 1_000;
    private static final int BEATS_TO_TIDY = 60;
    private static final int AT_ONCE = 8;
    private static final int MOST_TRIES = 3;

    /** Longer than all links of a message can take; then another node may. */
    private static final Duration A_MESSAGE_TAKES = Duration.ofMinutes(1);

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Duration TOO_LATE = Duration.ofMinutes(15);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Resource
    ContextService contexts;

    @Inject
    LinkTasks tasks;

    @Inject
    PageLooking looking;

    @Inject
    Previewing previewing;

    @Inject
    @ConfigProperty(name = "parley.previews", defaultValue = "true")
    boolean on;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private Executor context = Runnable::run;
    private @Nullable ScheduledFuture<?> beating;
    private long beats;

    @PostConstruct
    void start() {
        context = contexts.currentContextExecutor();
        beating = scheduler.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.cancel(false);
        }
    }

    private void beat() {
        try {
            if (beats++ % BEATS_TO_TIDY == 0) {
                tasks.dropOlderThan(TOO_LATE);
                looking.tidy();
            }
            int room = free.availablePermits();
            if (room > 0) {
                tasks.take(room, A_MESSAGE_TAKES).forEach(this::begin);
            }
        } catch (RuntimeException e) { // whatever it is, most likely the database is away: the next beat tries again
            ChatLog.LOG.debugf(e, "Links cannot be looked at just now");
        }
    }

    private void begin(LinkTask task) {
        if (!on || !task.wanted() || task.tries() > MOST_TRIES) {
            tasks.finish(task);
            return;
        }
        free.acquireUninterruptibly();
        Thread.ofVirtual().start(() -> {
            try {
                context.execute(() -> look(task));
            } finally {
                free.release();
            }
        });
    }

    private void look(LinkTask task) {
        try {
            Optional<PostedMessage> message = previewing.message(task);
            if (message.isEmpty()) {
                tasks.finish(task);
                return;
            }
            List<Preview> found = new ArrayList<>();
            for (URI link : Links.in(message.get().body())) {
                Optional<LinkPage> page = looking.look(link);
                if (page.isEmpty()) {
                    tasks.postpone(task, A_MOMENT);
                    return;
                }
                Preview preview = page.get().preview();
                if (preview != null) {
                    found.add(preview);
                }
            }
            previewing.show(task, message.get().body(), found);
        } catch (RuntimeException e) { // it is taken again when its time is over
            ChatLog.LOG.debugf(e, "The links of a message could not be looked at");
        }
    }
}
