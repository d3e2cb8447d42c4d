package chat.parley.ejb.admin;

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

import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.time.Beat;
import org.jspecify.annotations.Nullable;

/** Has {@link Measuring} look whether a minute is over, every ten seconds. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MeasuringBeat {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Measuring measuring;

    private @Nullable Beat beating;

    @PostConstruct
    void start() {
        beating = new Beat(measuring::measure, ChatLog.LOG::notMeasured, () -> {});
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }
}
