package chat.parley.ejb.delivery;

import java.util.HashMap;
import java.util.Map;

/** The last number heard of each publisher. */
final class PublisherNumbers {

    private final Map<String, Long> last = new HashMap<>();

    /** Notes a number and tells whether some before it were missed. What is heard first of a publisher misses nothing. */
    boolean missedBefore(LiveBatch batch) {
        long number = batch.number();
        Long before = last.put(batch.publisher(), number);
        if (before == null) {
            return false;
        }
        return batch.events().isEmpty() ? number != before : number != before + 1;
    }
}
