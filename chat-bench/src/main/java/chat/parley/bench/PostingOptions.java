package chat.parley.bench;

import java.time.Duration;

import picocli.CommandLine.Option;

/** Who posts while something else goes on that may get in their way. */
final class PostingOptions {

    @Option(names = "--senders", paramLabel = "N", description = "Who posts (${DEFAULT-VALUE}).")
    int senders = 4;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages they post in a second, together (${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            description = "How long posting is measured alone (${DEFAULT-VALUE}).")
    int before;

    PostingOptions(int rate, int before) {
        this.rate = rate;
        this.before = before;
    }

    Duration alone() {
        return Duration.ofSeconds(before);
    }
}
