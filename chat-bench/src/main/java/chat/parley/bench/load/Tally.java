package chat.parley.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** What one event loop counted; added up when all loops have ended. Times are in nanoseconds. */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    /** From the time a message was due to its arrival at each other member. */
    final Histogram latency = new Histogram(LONGEST, 3);

    /** From the time a message was due to the answer that it exists. */
    final Histogram answer = new Histogram(LONGEST, 3);

    /** From the time a message was due to its sending: how late the generator itself was. */
    final Histogram lag = new Histogram(LONGEST, 3);

    /** From being cut off to having all that was missed. */
    final Histogram back = new Histogram(LONGEST, 3);

    final Map<String, Integer> refusals = new TreeMap<>();
    final Map<String, Integer> closings = new TreeMap<>();
    long sent;
    long accepted;
    long acceptedInTime;
    long refused;
    long deliveriesInTime;
    long expected;
    long received;
    long resyncs;
    long away;

    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** Whether every message was answered and, if accepted, has come to everyone. */
    boolean settled() {
        return accepted + refused == sent && received >= expected && away == 0;
    }

    /** A number that grows as long as anything arrives. */
    long progress() {
        return accepted + refused + received + back.getTotalCount();
    }

    void add(Tally other) {
        latency.add(other.latency);
        answer.add(other.answer);
        back.add(other.back);
        lag.add(other.lag);
        other.refusals.forEach((code, count) -> refusals.merge(code, count, Integer::sum));
        other.closings.forEach((code, count) -> closings.merge(code, count, Integer::sum));
        sent += other.sent;
        accepted += other.accepted;
        acceptedInTime += other.acceptedInTime;
        refused += other.refused;
        deliveriesInTime += other.deliveriesInTime;
        expected += other.expected;
        received += other.received;
        resyncs += other.resyncs;
        away += other.away;
    }
}
