package chat.parley.bench;

import chat.parley.launcher.OperatorClient;
import picocli.CommandLine.Option;

/** How many conversations of how many members. */
final class RoomOptions {

    @Option(names = "--rooms", paramLabel = "R", defaultValue = "20", description = "Conversations (${DEFAULT-VALUE}).")
    int rooms;

    @Option(
            names = "--members",
            paramLabel = "M",
            defaultValue = "10",
            description = "Members of each (${DEFAULT-VALUE}).")
    int members;

    @Option(names = "--direct", description = "Direct conversations of two.")
    boolean direct;

    OperatorClient.Load load() {
        return new OperatorClient.Load(rooms, direct ? 2 : members, direct);
    }
}
