package chat.parley.ejb.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The last number heard of each publisher, and when. */
final class PublisherNumbers {

    private final Map<String, Heard> last = new HashMap<>();

    private record Heard(long number, Instant at) {}

    /**
     * Notes a number and tells whether some before it were missed. Whoever hears of a publisher for the first time has
     * missed all that it said before.
     */
    boolean missedBefore(LiveBatch batch, Instant now) {
        Heard before = last.put(batch.publisher(), new Heard(batch.number(), now));
        long known = before == null ? 0 : before.number();
        return batch.number() != (batch.events().isEmpty() ? known : known + 1);
    }

    /**
     * Forgets the publishers that were not heard for this long, and tells whether there was one. What a node committed
     * just before it died it may have told nobody.
     */
    boolean lostSome(Duration silence, Instant now) {
        return last.values().removeIf(heard -> heard.at().plus(silence).isBefore(now));
    }
}
