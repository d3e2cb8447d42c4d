package chat.parley.ejb.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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
import chat.parley.ejb.retention.Sweeping.Strides;
import chat.parley.ejb.time.Beat;
import chat.parley.jpa.retention.Sweep;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Has {@link Sweeping} go on: on each node, but one sweep is at one node at a time. At every beat no more is destroyed than
 * the rate lets, so that those who write do not notice.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SweepBeat {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final int BEATS_A_SECOND = 10;
    private static final int MOST_STEPS = 50;
    private static final int MOST_FAILURES = 5;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Sweeping sweeping;

    @Inject
    Clock clock;

    /** How long after the last sweep the next one begins by itself. */
    @Inject
    @ConfigProperty(name = "parley.retention.every", defaultValue = "PT24H")
    Duration every;

    /** How many messages are destroyed in a second at the most. */
    @Inject
    @ConfigProperty(name = "parley.retention.rate", defaultValue = "5000")
    int rate;

    /** How many numbers of a conversation are looked at in one transaction. */
    @Inject
    @ConfigProperty(name = "parley.retention.batch", defaultValue = "500")
    int batch;

    private @Nullable Beat beating;
    private @Nullable Sweep ours;
    private Instant lookAgain = Instant.MIN;
    private int failures;

    @PostConstruct
    void start() {
        beating = new Beat(this::goOn, ChatLog.LOG::sweepWaits, ChatLog.LOG::sweepGoesOn);
        beating.begin(scheduler, PERIOD);
    }

    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.end();
        }
    }

    private void goOn() {
        if (ours == null && clock.instant().isAfter(lookAgain)) {
            lookAgain = clock.instant().plus(LOOK_EVERY);
            sweeping.beginWaiting(clock.instant().minus(every));
            ours = sweeping.take().orElse(null);
        }
        int left = Math.max(1, rate / BEATS_A_SECOND);
        for (int steps = 0; ours != null && left > 0 && steps < MOST_STEPS; steps++) {
            left -= Math.toIntExact(step(ours));
        }
    }

    private long step(Sweep sweep) {
        try {
            Strides strides = sweeping.step(sweep.id(), Math.min(batch, Math.max(1, rate / BEATS_A_SECOND)));
            failures = 0;
            if (strides.ended()) {
                ours = null;
            }
            return strides.messages();
        } catch (RuntimeException e) { // whatever it is: others wait behind this conversation
            if (++failures >= MOST_FAILURES) {
                failures = 0;
                sweeping.pass(sweep.id());
            }
            throw e;
        }
    }
}
