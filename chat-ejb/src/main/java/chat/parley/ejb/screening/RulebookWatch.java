package chat.parley.ejb.screening;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import org.jspecify.annotations.Nullable;

/** Keeps {@link Rulebook} no more than a second behind the database, from before the first message. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RulebookWatch {

    private static final long PERIOD_MILLIS = 900;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Rulebook rulebook;

    private @Nullable ScheduledFuture<?> watching;
    private boolean blind;

    @PostConstruct
    void start() {
        rulebook.refresh();
        watching = scheduler.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (watching != null) {
            watching.cancel(false);
        }
    }

    private void look() {
        try {
            rulebook.refresh();
            if (blind) {
                blind = false;
                ChatLog.LOG.rulesKnownAgain();
            }
        } catch (RuntimeException e) { // whatever it is: to stop looking would be worse
            if (!blind) {
                blind = true;
                ChatLog.LOG.rulesNotKnown(e);
            }
        }
    }
}
