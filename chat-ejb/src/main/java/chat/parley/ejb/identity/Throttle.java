package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Slows down whoever keeps failing: after some free tries each further one doubles the time until the next may be made.
 * A try is counted when it begins, so that many at once gain nothing, and taken back when it did not fail. Remembers a
 * bounded number of keys on this node, each until it was left alone for a while.
 */
final class Throttle {

    private static final int MOST_KEYS = 100_000;

    private final Clock clock;
    private final Pace pace;
    private final Cache<String, Tries> tries;

    /**
     * How fast.
     *
     * @param free how many failures cost nothing
     * @param first the wait after one more
     * @param longest no wait is longer
     * @param forgotten how long one has to be left alone to begin anew
     */
    record Pace(int free, Duration first, Duration longest, Duration forgotten) {

        Duration after(int failures) {
            if (failures <= free) {
                return Duration.ZERO;
            }
            int doublings = Math.min(failures - free - 1, 30);
            Duration wait = first.multipliedBy(1L << doublings);
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    private record Tries(int failed, Instant next) {}

    Throttle(Clock clock, Pace pace) {
        this.clock = clock;
        this.pace = pace;
        this.tries = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(pace.forgotten())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Begins a try and answers zero; or begins none and answers how long to wait. */
    Duration begin(String key) {
        Duration[] wait = {Duration.ZERO};
        tries.asMap().compute(key, (any, known) -> {
            Instant now = clock.instant();
            // What costs nothing does not wait, even where the clock stands a moment before the last try
            if (known != null && pace.after(known.failed).isPositive() && known.next.isAfter(now)) {
                wait[0] = Duration.between(now, known.next);
                return known;
            }
            int failed = known == null ? 1 : known.failed + 1;
            return new Tries(failed, now.plus(pace.after(failed)));
        });
        return wait[0];
    }

    /** The try that began last did not fail, or was not made at all. */
    void takeBack(String key) {
        tries.asMap().computeIfPresent(key, (any, known) -> {
            int failed = known.failed - 1;
            return failed < 1 ? null : new Tries(failed, clock.instant());
        });
    }

    /** Whoever this is has shown to be right: all is forgotten. */
    void forget(String key) {
        tries.invalidate(key);
    }

    /** How many have failed, those that are being made included. */
    int failed(String key) {
        Tries known = tries.getIfPresent(key);
        return known == null ? 0 : known.failed;
    }
}
