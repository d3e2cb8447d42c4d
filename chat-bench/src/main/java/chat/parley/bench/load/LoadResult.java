package chat.parley.bench.load;

import java.util.Map;
import java.util.TreeMap;

import chat.parley.bench.machine.Machine;
import chat.parley.bench.report.Figures;
import chat.parley.bench.report.Percentiles;

/**
 * What came of a run. "Deliveries" are arrivals at members other than the sender, whatever protocol is compared with.
 *
 * @param connections how many members there were in all rooms
 * @param accepted messages that the server acknowledged in the time that counts
 * @param deliveries arrivals in the time that counts
 * @param latency from the time a message was due to its arrival at a member
 * @param answer from the time a message was due to the server's answer to its sender
 * @param back from being cut off to having all that was missed, of so many {@code returns}
 * @param away those who were cut off and did not come back
 * @param lag from the time a message was due to its sending: beyond a millisecond the generator was the bottleneck
 */
public record LoadResult(
        LoadPlan plan,
        int rooms,
        int connections,
        long sent,
        long accepted,
        long deliveries,
        Percentiles latency,
        Percentiles answer,
        Percentiles lag,
        Percentiles back,
        long returns,
        long away,
        Faults faults,
        Machine.Usage usage) {

    /**
     * What must not be.
     *
     * @param lost messages that were accepted and did not come, once for each member who lacks it
     * @param repeats arrivals of a message that had come to the same member already
     * @param disorders arrivals after a later message of the same conversation
     * @param differingRooms rooms whose members did not all see the same messages in the same order
     * @param unanswered messages that the server said nothing about
     * @param refusals messages that the server refused, by problem code
     * @param closings connections that ended, by reason
     * @param resyncs times that a connection was told it was too slow
     */
    public record Faults(
            long lost,
            long repeats,
            long disorders,
            long differingRooms,
            long unanswered,
            Map<String, Integer> refusals,
            Map<String, Integer> closings,
            long resyncs) {

        /** Whether every accepted message came to everyone, once and in one order. */
        public boolean none() {
            return lost == 0 && repeats == 0 && disorders == 0 && differingRooms == 0;
        }
    }

    /** Whether there was something to measure, and nothing happened to a message that must not. */
    public boolean sound() {
        return accepted > 0 && away == 0 && faults.none();
    }

    /** Messages that the server accepted each second. */
    public double acceptedPerSecond() {
        return accepted / seconds();
    }

    /** Arrivals each second. */
    public double deliveriesPerSecond() {
        return deliveries / seconds();
    }

    /** All of it. */
    public Figures figures(String label) {
        Figures figures = new Figures()
                .put("label", label)
                .put("rooms", rooms)
                .put("connections", connections)
                .put("senders_per_room", plan.senders())
                .put("body_bytes", plan.body());
        switch (plan.pace()) {
            case Pace.Window(int unanswered) -> figures.put("window", unanswered);
            case Pace.Rate(double perSecond, Pace.Arrivals arrivals) ->
                figures.put("rate", perSecond).put("arrivals", arrivals.name().toLowerCase(java.util.Locale.ROOT));
        }
        figures.put("sent", sent)
                .put("accepted_per_s", acceptedPerSecond())
                .put("deliveries_per_s", deliveriesPerSecond())
                .put("lat", latency)
                .put("ack", answer)
                .put("send_lag_p99_ms", lag.p99())
                .put("lost", faults.lost)
                .put("repeats", faults.repeats)
                .put("out_of_order", faults.disorders)
                .put("rooms_order_differs", faults.differingRooms)
                .put("unanswered", faults.unanswered)
                .put("refused", new TreeMap<>(faults.refusals))
                .put("closed", new TreeMap<>(faults.closings))
                .put("resyncs", faults.resyncs);
        if (plan.upheaval().returns()) {
            figures.put("returns", returns).put("back", back).put("away", away);
        }
        return figures.putAll(costs());
    }

    private Figures costs() {
        Figures figures = new Figures();
        double millions = deliveries / 1e6;
        usage.processes()
                .forEach((name, spent) -> figures.put(name + "_cpu_s_per_m_deliveries", spent.cpuSeconds() / millions)
                        .put(name + "_cpu_cores", spent.cpuSeconds() / usage.seconds())
                        .put(name + "_memory_mib", spent.memory() / 1048576.0));
        return figures.put("servers_cpu_s_per_m_deliveries", usage.cpuSeconds() / millions)
                .put("servers_cpu_us_per_message", usage.cpuSeconds() * 1e6 / accepted)
                .put("loadgen_cpu_cores", usage.self())
                .put("other_cpu_cores", usage.others());
    }

    private double seconds() {
        return plan.duration().toNanos() / 1e9;
    }
}
