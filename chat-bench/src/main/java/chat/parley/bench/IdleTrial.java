package chat.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import chat.parley.bench.load.LoadAccount;
import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.LoadResult;
import chat.parley.bench.load.LoadRun;
import chat.parley.bench.machine.Machine;
import chat.parley.bench.report.Figures;

/** Connects members who then say nothing, and looks at the servers before, after and meanwhile. */
record IdleTrial(ServerOptions server, Duration hold) {

    private static final double KIB = 1024;

    Figures run(String label, List<LoadAccount> members) throws IOException {
        Machine machine = server.machine();
        try (LoadRun run = new LoadRun(LoadPlan.idle(hold), members, server.nodes())) {
            Map<String, Long> heapBefore = liveHeaps();
            Machine.Reading before = machine.read();
            run.connect();
            Machine.Reading connected = machine.read();
            LoadResult idle = run.drive(machine);
            Machine.Reading after = machine.read();
            Map<String, Long> heapAfter = liveHeaps();

            int count = members.size();
            Machine.Usage connecting = machine.between(before, connected);
            Figures figures = new Figures()
                    .put("label", label)
                    .put("connections", count)
                    .put("connect_per_s", count / connecting.seconds())
                    .put("closed", idle.faults().closings());
            after.processes().forEach((name, now) -> {
                Machine.Spent then = before.processes().getOrDefault(name, now);
                figures.put(name + "_memory_mib", now.memory() / KIB / KIB)
                        .put(name + "_kib_per_connection", (now.memory() - then.memory()) / KIB / count);
            });
            heapAfter.forEach((name, now) -> figures.put(
                    name + "_live_heap_kib_per_connection", (now - heapBefore.getOrDefault(name, now)) / KIB / count));
            connecting
                    .processes()
                    .forEach((name, spent) ->
                            figures.put(name + "_connect_cpu_ms_per_connection", spent.cpuSeconds() * 1e3 / count));
            idle.usage()
                    .processes()
                    .forEach((name, spent) -> figures.put(
                            name + "_idle_cpu_percent",
                            100 * spent.cpuSeconds() / idle.usage().seconds()));
            return figures.put("loadgen_cpu_cores", connecting.self()).put("other_cpu_cores", connecting.others());
        }
    }

    /** Full collections of all nodes; nothing is known of a server that is not on this machine. */
    private Map<String, Long> liveHeaps() {
        Map<String, Long> heaps = new LinkedHashMap<>();
        server.jvms().forEach((name, jvm) -> {
            OptionalLong heap = jvm.liveHeap();
            heap.ifPresent(bytes -> heaps.put(name, bytes));
        });
        return heaps;
    }
}
