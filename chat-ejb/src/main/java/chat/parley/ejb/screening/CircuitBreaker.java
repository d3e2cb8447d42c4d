package chat.parley.ejb.screening;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a service alone that has failed several times in a row: nobody asks it for a while, then one asks whether it is
 * back.
 */
final class CircuitBreaker {

    private final Clock clock;
    private final int most;
    private final Duration pause;
    private int failures;
    private Instant next = Instant.MIN;

    /**
     * A new one, closed.
     *
     * @param most so many failures in a row open it
     * @param pause so long
     */
    CircuitBreaker(Clock clock, int most, Duration pause) {
        this.clock = clock;
        this.most = most;
        this.pause = pause;
    }

    /** Whether to ask. Whoever is told to does say what came of it; of those that come after a pause it is one. */
    synchronized boolean mayAsk() {
        if (failures < most) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(pause);
        return true;
    }

    /** It answered. */
    synchronized void succeeded() {
        failures = 0;
    }

    /** It did not. */
    synchronized void failed() {
        failures++;
        if (failures >= most) {
            next = clock.instant().plus(pause);
        }
    }

    /** Whether it is left alone. */
    synchronized boolean isOpen() {
        return failures >= most;
    }
}
