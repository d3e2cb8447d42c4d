package chat.parley.ejb.time;

import java.time.Duration;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** A histogram of latencies whose bounds fit what people notice: from a millisecond to five seconds. */
public final class LatencyHistogram {

    private static final long[] MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000};

    private LatencyHistogram() {}

    /** The one of this name. */
    public static Timer of(String name, MeterRegistry meters) {
        Duration[] bounds = LongStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        return Timer.builder(name).serviceLevelObjectives(bounds).register(meters);
    }
}
