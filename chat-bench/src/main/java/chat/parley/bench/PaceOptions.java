package chat.parley.bench;

import chat.parley.bench.load.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Who sends, and how fast. */
final class PaceOptions {

    @Option(
            names = "--senders",
            paramLabel = "S",
            defaultValue = "1",
            description = "Members of each conversation who send (${DEFAULT-VALUE}).")
    int senders;

    @ArgGroup
    Speed speed = new Speed();

    /** Either a closed or an open loop. */
    static final class Speed {

        @Option(
                names = "--window",
                paramLabel = "W",
                description = "Closed loop: unanswered messages of each sender (1).")
        @Nullable
        Integer window;

        @Option(
                names = "--rate",
                paramLabel = "R",
                description = "Open loop: messages a second in all, however slow the server is.")
        @Nullable
        Double rate;
    }

    Pace pace(Pace.Arrivals arrivals) {
        if (speed.rate != null) {
            return new Pace.Rate(speed.rate, arrivals);
        }
        return new Pace.Window(speed.window == null ? 1 : speed.window);
    }
}
