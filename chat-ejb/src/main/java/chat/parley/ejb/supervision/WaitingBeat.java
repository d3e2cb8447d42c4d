package chat.parley.ejb.supervision;

import java.time.Duration;

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

import chat.parley.ejb.time.Beat;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionItems.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts every half minute, on each node, what waits to be reviewed in all organizations, for those who watch. While the database
 * is away, of which others speak, it stands as it was counted last.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WaitingBeat {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    SupervisionItems items;

    @Inject
    MeterRegistry meters;

    private volatile Waiting counted = new Waiting(0, 0);
    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        meters.gauge("parley.supervision.waiting", this, beat -> beat.counted.waiting());
        meters.gauge("parley.supervision.overdue", this, beat -> beat.counted.overdue());
        beating = new Beat(() -> counted = items.waiting(), failure -> {}, () -> {});
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }
}
