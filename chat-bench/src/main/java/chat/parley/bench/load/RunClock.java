package chat.parley.bench.load;

import java.time.Duration;

/**
 * The time of a run, in nanoseconds since its start. What happens between {@link #from} and {@link #to} counts.
 *
 * @param start the start, as {@link System#nanoTime} tells it
 */
record RunClock(long start, long from, long to) {

    static RunClock startingIn(Duration wait, LoadPlan plan) {
        long from = plan.warmup().toNanos();
        return new RunClock(
                System.nanoTime() + wait.toNanos(), from, from + plan.duration().toNanos());
    }

    /** Half way through the time that counts. */
    long half() {
        return (from + to) / 2;
    }

    /** Now; negative before the start. */
    long now() {
        return System.nanoTime() - start;
    }

    /** Whether what happened then counts. */
    boolean counts(long time) {
        return time >= from && time < to;
    }
}
