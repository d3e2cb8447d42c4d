package chat.parley.bench;

import chat.parley.bench.history.HistoryPlan;
import picocli.CommandLine.Option;

/** How much history a database of its own is filled with. Each command has its own size unless it is told another. */
final class HistoryOptions {

    @Option(names = "--messages", paramLabel = "N", description = "Messages in all (${DEFAULT-VALUE}).")
    long messages;

    @Option(names = "--conversations", paramLabel = "N", description = "Conversations they lie in (${DEFAULT-VALUE}).")
    int conversations;

    @Option(
            names = "--largest",
            paramLabel = "N",
            description = "Messages of the largest conversation (${DEFAULT-VALUE}).")
    long largest;

    HistoryOptions(long messages, int conversations, long largest) {
        this.messages = messages;
        this.conversations = conversations;
        this.largest = largest;
    }

    HistoryPlan plan() {
        return new HistoryPlan(messages, conversations, largest);
    }
}
