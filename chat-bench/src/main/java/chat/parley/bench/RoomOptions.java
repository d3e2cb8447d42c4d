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

    @Option(
            names = "--connect",
            paramLabel = "N",
            description = "Connect only so many members of each; the others are away. All, unless given.")
    int connect = Integer.MAX_VALUE;

    OperatorClient.Load load() {
        int each = direct ? 2 : members;
        return new OperatorClient.Load(rooms, each, Math.min(connect, each), direct);
    }
}
