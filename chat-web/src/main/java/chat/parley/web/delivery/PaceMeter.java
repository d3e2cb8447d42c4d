package chat.parley.web.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.message.MessageLog;
import chat.parley.ejb.time.RecentLatency;
import chat.parley.jpa.admin.DeliveryPace;

/** How fast this node got along in the last minute, as far as it was looked at. */
@ApplicationScoped
public class PaceMeter {

    /** Those of a minute. */
    private static final int LOOKS = 20;

    @Inject
    MessageLog log;

    @Inject
    Connections connections;

    @Inject
    DeliveryMeter deliveries;

    private final Deque<Waiting> waited = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init")
    private RecentLatency lag;

    private record Waiting(long messages, long frames) {}

    @PostConstruct
    void open() {
        lag = deliveries.recent(LOOKS);
    }

    /** Looks; to be called {@value #LOOKS} times a minute. */
    synchronized DeliveryPace look() {
        if (waited.size() == LOOKS) {
            waited.removeFirst();
        }
        waited.add(new Waiting(log.waiting(), connections.waiting()));
        OptionalDouble p99 = lag.look(0.99);
        return new DeliveryPace(
                waited.stream().mapToLong(Waiting::messages).max().orElse(0),
                waited.stream().mapToLong(Waiting::frames).max().orElse(0),
                p99.isPresent() ? p99.getAsDouble() : null);
    }
}
