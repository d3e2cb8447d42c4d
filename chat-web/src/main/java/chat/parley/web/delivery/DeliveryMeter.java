package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.time.LatencyHistogram;
import chat.parley.ejb.time.RecentLatency;
import chat.parley.ejb.tracing.Step;
import chat.parley.ejb.tracing.Traces;
import chat.parley.jpa.message.PostedMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** Watches how news comes to this node's connections: in metrics, and in the traces of what is traced. */
@ApplicationScoped
public class DeliveryMeter implements Connection.Observer {

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    Traces traces;

    @SuppressWarnings("NullAway.Init")
    private Timer lag;

    @SuppressWarnings("NullAway.Init")
    private Counter drops;

    @SuppressWarnings("NullAway.Init")
    private Counter healed;

    @PostConstruct
    void open() {
        lag = LatencyHistogram.of("parley.delivery.lag", meters);
        drops = meters.counter("parley.outbox.drops");
        healed = meters.counter("parley.delivery.healed");
    }

    /** How long deliveries took lately, whenever it is looked at; in the last so many looks. */
    RecentLatency recent(int looks) {
        return new RecentLatency(lag, looks);
    }

    /** A message is about to be told to those who listen; {@code trace} is the step before this one, if it is traced. */
    Step delivering(@Nullable String trace) {
        return traces.delivering(trace);
    }

    /** It is in the queues of so many. */
    void delivered(Step delivering, PostedMessage message, int connections) {
        delivering
                .note("parley.conversation", message.conversation().value())
                .note("parley.seq", message.seq())
                .note("parley.connections", connections)
                .end();
    }

    @Override
    public void dropped() {
        drops.increment();
    }

    @Override
    public void written(Instant posted) {
        lag.record(Duration.between(posted, clock.instant()));
    }

    /** A conversation is read from the log because of a gap. */
    void healing() {
        healed.increment();
    }
}
