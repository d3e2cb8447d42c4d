package chat.parley.bench;

import java.time.Duration;

import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.Pace;
import chat.parley.bench.load.Upheaval;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--storm",
            description = "Half way, cut off all who do not send; they come back at once. Needs --rate.")
    boolean storm;

    @Option(
            names = "--kill",
            paramLabel = "NODE",
            description = "Half way, kill this node; its connections come back at the others. Needs --rate.")
    @Nullable
    String kill;

    private Upheaval upheaval() {
        if (storm) {
            return Upheaval.STORM;
        }
        return kill == null ? Upheaval.NONE : Upheaval.OUTSIDE;
    }

    LoadPlan plan(int senders, Pace pace) {
        return new LoadPlan(senders, pace, body, seconds(warmup), seconds(duration), PATIENCE, loops, upheaval());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
