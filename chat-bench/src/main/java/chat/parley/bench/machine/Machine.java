package chat.parley.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time and memory of named processes with their children, of this process, and of everybody else: a figure
 * taken while others were at work is worth less, so it is told too. Where there is no {@code /proc} all is 0.
 */
public final class Machine {

    /** What a process and its children have used: processor time so far, memory now. */
    public record Spent(double cpuSeconds, long memory) {}

    /** A moment. {@code self} is this process; {@code all} every process of the machine, processor seconds. */
    public record Reading(long nanos, Map<String, Spent> processes, double self, double all) {}

    /** What happened between two moments; {@code self} and {@code others} in processors kept busy. */
    public record Usage(double seconds, Map<String, Spent> processes, double self, double others) {

        /** Processor seconds of all named processes. */
        public double cpuSeconds() {
            return processes.values().stream().mapToDouble(Spent::cpuSeconds).sum();
        }
    }

    private static final Path PROC = Path.of("/proc");

    private final Map<String, Long> roots;

    /** Watches these processes: name and process id. */
    public Machine(Map<String, Long> roots) {
        this.roots = new LinkedHashMap<>(roots);
    }

    /** Reads everything now. */
    public Reading read() {
        long nanos = System.nanoTime();
        Map<Long, ProcessStat> stats = stats();
        Map<String, Spent> processes = new LinkedHashMap<>();
        roots.forEach((name, root) -> processes.put(name, spent(tree(root, stats.values()), stats)));
        ProcessStat self = stats.get(ProcessHandle.current().pid());
        return new Reading(nanos, processes, self == null ? 0 : self.ticks() / ProcessStat.TICKS_A_SECOND, busy());
    }

    /** What was used from one moment to a later one. Memory is that of the later one. */
    public Usage between(Reading from, Reading to) {
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        Map<String, Spent> used = new LinkedHashMap<>();
        to.processes().forEach((name, later) -> {
            Spent earlier = from.processes().getOrDefault(name, later);
            used.put(name, new Spent(later.cpuSeconds() - earlier.cpuSeconds(), later.memory()));
        });
        double named = used.values().stream().mapToDouble(Spent::cpuSeconds).sum();
        double self = to.self() - from.self();
        double others = Math.max(0, to.all() - from.all() - named - self);
        return new Usage(seconds, used, self / seconds, others / seconds);
    }

    private static Spent spent(List<Long> pids, Map<Long, ProcessStat> stats) {
        long ticks = 0;
        long memory = 0;
        for (long pid : pids) {
            ProcessStat stat = stats.get(pid);
            ticks += stat == null ? 0 : stat.ticks();
            memory += memory(pid);
        }
        return new Spent(ticks / ProcessStat.TICKS_A_SECOND, memory);
    }

    private static List<Long> tree(long root, Iterable<ProcessStat> stats) {
        List<Long> found = new ArrayList<>(List.of(root));
        for (int i = 0; i < found.size(); i++) {
            long parent = found.get(i);
            for (ProcessStat stat : stats) {
                if (stat.parent() == parent) {
                    found.add(stat.pid());
                }
            }
        }
        return found;
    }

    private static Map<Long, ProcessStat> stats() {
        Map<Long, ProcessStat> stats = new LinkedHashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                for (String line : lines(process.resolve("stat"))) {
                    ProcessStat stat = ProcessStat.parse(line);
                    stats.put(stat.pid(), stat);
                }
            }
        } catch (IOException _) {
            // no /proc on this machine
        }
        return stats;
    }

    /** Resident memory in bytes, pages shared with others divided among them. */
    private static long memory(long pid) {
        return lines(PROC.resolve(pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** Seconds of work of all processors: user, nice, system, interrupts. */
    private static double busy() {
        for (String line : lines(PROC.resolve("stat"))) {
            if (line.startsWith("cpu ")) {
                String[] fields = line.split(" +", -1);
                double ticks = 0;
                for (int column : new int[] {1, 2, 3, 6, 7}) {
                    ticks += Double.parseDouble(fields[column]);
                }
                return ticks / ProcessStat.TICKS_A_SECOND;
            }
        }
        return 0;
    }

    /** A file's lines; none if its process has just ended. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
