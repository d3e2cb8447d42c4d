package chat.parley.ejb.rate;

import java.time.Duration;

import chat.parley.ejb.problem.ChatException.TooMany;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Refuses what comes from one of many faster than its {@link TokenBuckets} let it, and counts how often. */
public final class RateLimit<K> {

    private final TokenBuckets<K> buckets;
    private final String code;
    private final String words;
    private final Counter refused;

    /**
     * A limit.
     *
     * @param of of what: the code is {@code rate.} and this, and the counter has it as its tag
     * @param words what whoever is refused is told
     */
    public RateLimit(TokenBuckets<K> buckets, MeterRegistry meters, String of, String words) {
        this.buckets = buckets;
        this.code = "rate." + of;
        this.words = words;
        this.refused = meters.counter("parley.rate.refused", "of", of);
    }

    /** Takes the worth of one, or refuses and says how long to wait. */
    public void take(K key) {
        Duration wait = buckets.take(key);
        if (wait.isPositive()) {
            refused.increment();
            throw new TooMany(code, words, wait);
        }
    }
}
