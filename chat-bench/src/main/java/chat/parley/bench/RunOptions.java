package chat.parley.bench;

import java.time.Duration;

import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.Pace;
import picocli.CommandLine.Option;

/** How long a load lasts, and of what it is made. */
final class RunOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description = "Load before anything counts (${DEFAULT-VALUE}).")
    double warmup;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description = "Load that counts (${DEFAULT-VALUE}).")
    double duration;

    @Option(
            names = "--arrivals",
            defaultValue = "UNIFORM",
            description = "How messages of an open loop come: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    Pace.Arrivals arrivals = Pace.Arrivals.UNIFORM;

    @Option(
            names = "--body",
            paramLabel = "BYTES",
            defaultValue = "100",
            description = "Size of a message's text (${DEFAULT-VALUE}).")
    int body;

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loop threads of the generator (${DEFAULT-VALUE}).")
    int loops;

    LoadPlan plan(int senders, Pace pace) {
        return new LoadPlan(senders, pace, body, seconds(warmup), seconds(duration), PATIENCE, loops);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
