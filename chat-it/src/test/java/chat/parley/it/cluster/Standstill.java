package chat.parley.it.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import chat.parley.it.host.Tool;

/** Time in which something is wrong. */
final class Standstill {

    private Standstill() {}

    /** Stops processes for so long, and lets them go on; they are there, and do nothing. */
    static void of(List<ProcessHandle> processes, Duration time) {
        signal("-STOP", processes);
        try {
            last(time);
        } finally {
            signal("-CONT", processes);
        }
    }

    /** Lets what is wrong last for so long. */
    static void last(Duration time) {
        try {
            boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> words = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> words.add(Long.toString(process.pid())));
        Tool.run(words);
    }
}
