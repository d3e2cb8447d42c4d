package chat.parley.bench.report;

import org.HdrHistogram.Histogram;

/** Times in milliseconds: half are shorter than {@code p50}, one in a thousand is longer than {@code p999}. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {

    private static final double NANOS = 1e6;

    /** Those of a histogram of nanoseconds. */
    public static Percentiles of(Histogram nanos) {
        return new Percentiles(
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(90) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS);
    }
}
