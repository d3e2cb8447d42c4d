package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.bench.load.LoadAccount;
import chat.parley.launcher.OperatorClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens many connections that do nothing, and tells what they cost. */
@Command(
        name = "idle",
        description = {
            "Opens authenticated connections that do nothing, and measures what each costs the servers: memory of the"
                    + " process, live heap after a full collection, processor time to connect and to stay.",
            "A process keeps the memory it has once taken: measure on a server that was just started."
        },
        mixinStandardHelpOptions = true)
final class IdleCommand implements Callable<Integer> {

    private static final int MEMBERS = 10;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many, in conversations of " + MEMBERS + " (${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "Members that bench prepare made, in place of new ones.")
    @Nullable
    Path accounts;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to look at the idle server (${DEFAULT-VALUE}).")
    int hold;

    @Option(names = "--label", defaultValue = "idle", description = "What the run is called in the report.")
    String label = "idle";

    @Override
    public Integer call() throws IOException {
        int rooms = (connections + MEMBERS - 1) / MEMBERS;
        List<LoadAccount> members = accounts == null
                ? server.prepare(new OperatorClient.Load(rooms, MEMBERS, false))
                : LoadAccount.read(accounts);
        report.tell(new IdleTrial(server, Duration.ofSeconds(hold))
                .run(label, members.stream().limit(connections).toList()));
        return 0;
    }
}
