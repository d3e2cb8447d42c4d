package chat.parley.bench.load;

import java.util.SplittableRandom;

/**
 * When the messages of an open loop are due, in nanoseconds since the start. It never looks at the clock: what is due is
 * due, however late the generator or the server is.
 */
final class Schedule {

    private static final double NANOS = 1e9;

    private final double interval;
    private final Pace.Arrivals arrivals;
    private final SplittableRandom random;
    private double due;

    /**
     * @param perSecond messages a second in this schedule
     * @param phase where in the first interval the first one lies, from 0 to 1; different for schedules side by side
     */
    Schedule(double perSecond, Pace.Arrivals arrivals, double phase, long seed) {
        this.interval = NANOS / perSecond;
        this.arrivals = arrivals;
        this.random = new SplittableRandom(seed);
        this.due = interval * phase;
    }

    /** When the next message is due. */
    long due() {
        return (long) due;
    }

    /** The next message was sent: the one after it. */
    void advance() {
        due += switch (arrivals) {
            case UNIFORM -> interval;
            case POISSON -> -Math.log(1 - random.nextDouble()) * interval;
        };
    }
}
