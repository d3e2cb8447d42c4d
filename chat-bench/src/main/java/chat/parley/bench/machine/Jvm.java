package chat.parley.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running JVM of the same user, asked with the tools of this JDK. */
public final class Jvm {

    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");

    private static final String RECORDING = "parley-bench";

    private final long pid;

    /** The JVM with this process id. */
    public Jvm(long pid) {
        this.pid = pid;
    }

    /** Bytes of the heap that are in use after a full collection; empty if it does not answer. */
    public OptionalLong liveHeap() {
        try {
            jcmd("GC.run");
            return heapUsed(jcmd("GC.heap_info"));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** Finds the use of the heap in what {@code GC.heap_info} prints: the heap's lines come before the metaspace's. */
    static OptionalLong heapUsed(String info) {
        long bytes = 0;
        boolean found = false;
        for (String line : info.lines().toList()) {
            if (line.contains("Metaspace")) {
                break;
            }
            Matcher used = USED.matcher(line);
            if (used.find()) {
                bytes += Long.parseLong(used.group(1)) * 1024;
                found = true;
            }
        }
        return found ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    /** Records what it does for a while into a file; answers when that is written. */
    public void record(Path file, Duration duration) throws IOException {
        jcmd("JFR.start", "name=" + RECORDING, "settings=profile", "jdk.CPUTimeSample#enabled=true");
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        jcmd("JFR.stop", "name=" + RECORDING, "filename=" + file.toAbsolutePath());
    }

    /** One of the views of a recording, as {@code jfr view} lists them. */
    public static String view(String view, Path recording) throws IOException {
        return tool("jfr", "view", "--width", "160", view, recording.toString());
    }

    private String jcmd(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(pid)));
        arguments.addAll(List.of(command));
        return tool("jcmd", arguments.toArray(String[]::new));
    }

    private static String tool(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status + ": " + output.strip());
        }
        return output;
    }
}
