package chat.parley.ejb.rate;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

/**
 * A {@link TokenBucket} for each of many keys, on this node. One that is full again is forgotten, for a new one is full as
 * well: so memory is needed only for those that have taken something lately. Of more than so many at once, those that were
 * used least are forgotten early.
 */
public final class TokenBuckets<K> {

    /** The expiry looks at a clock of milliseconds, the buckets at a finer one. */
    private static final long A_MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Clock clock;
    private final Pace pace;
    private final Cache<K, TokenBucket> buckets;

    /**
     * How fast.
     *
     * @param burst how many at once; at least one
     * @param perSecond how many go on; 0: there is no limit at all
     */
    public record Pace(double burst, double perSecond) {

        /** Checks that it makes sense. */
        public Pace {
            if (burst < 1 || perSecond < 0) {
                throw new IllegalArgumentException("no pace: " + burst + " at once and " + perSecond + " a second");
            }
        }
    }

    /** Buckets that are all full, at most {@code most} at once. */
    public TokenBuckets(Clock clock, Pace pace, long most) {
        this.clock = clock;
        this.pace = pace;
        buckets = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<K, TokenBucket>writing(
                        (key, bucket) -> bucket.untilFull().plusNanos(A_MILLISECOND)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Takes one and answers zero; or takes none and answers how long to wait for one. */
    public Duration take(K key) {
        if (pace.perSecond() == 0) {
            return Duration.ZERO;
        }
        Duration[] wait = {Duration.ZERO};
        buckets.asMap().compute(key, (any, known) -> {
            var now = clock.instant();
            TokenBucket bucket = known == null ? new TokenBucket(pace.burst(), pace.perSecond(), now) : known;
            wait[0] = bucket.take(now);
            return bucket;
        });
        return wait[0];
    }

    /** How many are not full. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
