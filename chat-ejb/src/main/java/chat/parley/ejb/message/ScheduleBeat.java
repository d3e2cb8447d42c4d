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
import org.jspecify.annotations.Nullable;

/** Has {@link SendingScheduled} post what is due, once a second, one message after another. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduleBeat {

    private static final long PERIOD_MILLIS = 1_000;
    private static final int MOST_AT_ONCE = 500;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    SendingScheduled sending;

    private @Nullable ScheduledFuture<?> beating;
    private boolean waits;

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
        try {
            for (int sent = 0; sent < MOST_AT_ONCE && sending.sendNext(); sent++) {}
            waits = false;
        } catch (RuntimeException e) { // whatever it is: it is tried again in a second
            if (!waits) {
                ChatLog.LOG.scheduledWait(e);
            }
            waits = true;
        }
    }
}
