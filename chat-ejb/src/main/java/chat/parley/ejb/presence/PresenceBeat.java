package chat.parley.ejb.presence;

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

import org.jspecify.annotations.Nullable;

/** Has {@link PresenceDesk} tell and notice what is new, twice a second. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PresenceBeat {

    private static final long PERIOD_MILLIS = 500;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    PresenceDesk desk;

    private @Nullable ScheduledFuture<?> beating;

    @PostConstruct
    void start() {
        beating = scheduler.scheduleWithFixedDelay(desk::beat, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.cancel(false);
        }
    }
}
