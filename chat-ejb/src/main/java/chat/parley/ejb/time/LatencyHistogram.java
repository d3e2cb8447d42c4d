package chat.parley.ejb.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * A histogram of latencies whose bounds fit what people notice: from a millisecond to five seconds. WildFly shows of an
 * application's meters those that the registry's own methods make, and not what builders do, without which there are no
 * bounds. So the timer is nobody's, and what it has counted is shown by counters: how many took at most {@code le} seconds.
 */
public final class LatencyHistogram {

    private static final long[] MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000};
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private LatencyHistogram() {}

    /** The one of this name. */
    public static Timer of(String name, MeterRegistry meters) {
        Duration[] bounds = new Duration[MILLIS.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Duration.ofMillis(MILLIS[i]);
        }
        Timer timer = Timer.builder(name)
                .serviceLevelObjectives(bounds)
                .distributionStatisticExpiry(FOREVER)
                .register(new SimpleMeterRegistry());
        show(timer, meters);
        return timer;
    }

    private static void show(Timer timer, MeterRegistry meters) {
        String name = timer.getId().getName();
        TimeUnit unit = TimeUnit.NANOSECONDS;
        meters.more().timer(name, Tags.empty(), timer, Timer::count, counted -> counted.totalTime(unit), unit);
        for (int i = 0; i < MILLIS.length; i++) {
            int bound = i;
            Tags tags = Tags.of("le", Double.toString(MILLIS[i] / 1_000.0));
            meters.more()
                    .counter(
                            name + ".within",
                            tags,
                            timer,
                            counted -> counted.takeSnapshot()
                                    .histogramCounts()[bound]
                                    .count());
        }
        meters.more().counter(name + ".within", Tags.of("le", "+Inf"), timer, Timer::count);
    }
}
