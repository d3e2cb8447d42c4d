package chat.parley.ejb.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;

/**
 * How long things took lately, by what a {@link LatencyHistogram} has counted since a few looks ago. Between two of its bounds
 * all are taken to be spread evenly, as Prometheus does; what took longer than the last is told as that.
 */
public final class RecentLatency {

    private final Timer histogram;
    private final int looks;
    private final Deque<Counted> past = new ArrayDeque<>();

    /** Of a histogram, since so many looks ago. */
    public RecentLatency(Timer histogram, int looks) {
        this.histogram = histogram;
        this.looks = looks;
        past.add(Counted.by(histogram));
    }

    private record Counted(long all, List<CountAtBucket> within) {

        static Counted by(Timer histogram) {
            return new Counted(
                    histogram.count(), List.of(histogram.takeSnapshot().histogramCounts()));
        }
    }

    /** Looks, and says how many milliseconds this share of them took at most; empty if there were none. */
    public OptionalDouble look(double share) {
        Counted now = Counted.by(histogram);
        Counted before = past.size() < looks ? past.getFirst() : past.removeFirst();
        past.add(now);
        double wanted = share * (now.all - before.all);
        if (wanted == 0) {
            return OptionalDouble.empty();
        }
        double below = 0;
        double from = 0;
        for (int i = 0; i < now.within.size(); i++) {
            double within = now.within.get(i).count() - before.within.get(i).count();
            double bound = now.within.get(i).bucket(TimeUnit.MILLISECONDS);
            if (within >= wanted) {
                return OptionalDouble.of(from + (bound - from) * (wanted - below) / (within - below));
            }
            below = within;
            from = bound;
        }
        return OptionalDouble.of(from);
    }
}
