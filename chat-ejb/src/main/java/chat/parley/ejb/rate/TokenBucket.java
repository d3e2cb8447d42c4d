package chat.parley.ejb.rate;

import java.time.Duration;
import java.time.Instant;

/** Lets a burst through and then a steady rate: the classical token bucket, filled whenever it is asked. */
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double size;
    private final double perSecond;
    private double tokens;
    private Instant filled;

    /** A full bucket of this size that gains {@code perSecond} tokens each second. */
    public TokenBucket(double size, double perSecond, Instant now) {
        this.size = size;
        this.perSecond = perSecond;
        this.tokens = size;
        this.filled = now;
    }

    /** Takes a token and answers zero; or takes none and answers how long to wait for one. */
    public synchronized Duration take(Instant now) {
        if (now.isAfter(filled)) {
            tokens = Math.min(size, tokens + Duration.between(filled, now).toNanos() / NANOS * perSecond);
            filled = now;
        }
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return time(1 - tokens);
    }

    /** How long after it was asked last it will be full, if nobody takes anything; then it is as good as a new one. */
    synchronized Duration untilFull() {
        return time(size - tokens);
    }

    private Duration time(double missing) {
        return Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
    }
}
