package chat.parley.bench.load;

/** How fast senders send. */
public sealed interface Pace {

    /**
     * A closed loop: each sender has this many messages without an answer under way and sends the next when an answer
     * comes. It finds the most a server does; latencies measured with it flatter a server that stalls.
     */
    record Window(int unanswered) implements Pace {
        /** Checks that something is sent at all. */
        public Window {
            if (unanswered < 1) {
                throw new IllegalArgumentException("a window of " + unanswered + " messages");
            }
        }
    }

    /**
     * An open loop: so many messages a second in all, whatever became of the earlier ones. A message that could not be
     * sent when it was due is as old as if it had been (no coordinated omission).
     */
    record Rate(double perSecond, Arrivals arrivals) implements Pace {
        /** Checks that something is sent at all. */
        public Rate {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("a rate of " + perSecond + " messages a second");
            }
        }
    }

    /** How the messages of a second lie in it. */
    enum Arrivals {
        /** At even distances. */
        UNIFORM,
        /** Independently of each other, as people write. */
        POISSON
    }
}
