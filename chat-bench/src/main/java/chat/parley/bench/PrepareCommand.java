package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.bench.load.LoadAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes accounts and conversations, and writes down whom to connect as. */
@Command(
        name = "prepare",
        description = {
            "Makes accounts, conversations and members in bulk, for a load generator.",
            "Writes one line for each member, room by room: user, access token and conversation, with tabs between."
                    + " The tokens are good for 15 minutes."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

    @Mixin
    final RoomOptions rooms = new RoomOptions();

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the lines go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path out;

    @Override
    public Integer call() throws IOException {
        List<LoadAccount> accounts = server.prepare(rooms.load());
        Files.write(out, accounts.stream().map(LoadAccount::line).toList());
        return 0;
    }
}
