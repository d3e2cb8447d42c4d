package chat.parley.ejb.message;

import java.util.concurrent.ScheduledFuture;
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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.message.Responses;
import org.jspecify.annotations.Nullable;

/** Has {@link Counting} count what was answered, once a second, in one conversation after another. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CountingBeat {

    private static final long PERIOD_MILLIS = 1_000;
    private static final int MOST_CONVERSATIONS = 1_000;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Responses responses;

    @Inject
    Counting counting;

    private @Nullable ScheduledFuture<?> beating;
    private boolean waits;
    private boolean waited;

    @PostConstruct
    void start() {
        beating = scheduler.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.cancel(false);
        }
    }

    private void beat() {
        waited = waits;
        waits = false;
        attempt(() -> responses
                .untold(MOST_CONVERSATIONS)
                .forEach(conversation -> attempt(() -> counting.count(conversation))));
    }

    /** Whatever fails is tried again in a second, and keeps nothing else from being done. It is said once. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!waited && !waits) {
                ChatLog.LOG.countingWaits(e);
            }
            waits = true;
        }
    }
}
