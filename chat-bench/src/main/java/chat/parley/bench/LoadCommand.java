package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.bench.load.LoadAccount;
import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.LoadResult;
import chat.parley.bench.load.LoadRun;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.Node;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts load on conversations and tells how they fared. */
@Command(
        name = "load",
        description = {
            "Lets members of many conversations send, and measures what all members get: messages accepted and delivered"
                    + " a second, latencies, processor time and memory of the servers.",
            "Latencies count from the time a message should have been sent. Ends with exit code 30 if a message was"
                    + " lost, repeated or out of order, or none was accepted."
        },
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    @Mixin
    final RoomOptions rooms = new RoomOptions();

    @Mixin
    final PaceOptions pace = new PaceOptions();

    @Mixin
    final RunOptions run = new RunOptions();

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "Members that bench prepare made, in place of new ones.")
    @Nullable
    Path accounts;

    @Option(names = "--label", defaultValue = "load", description = "What the run is called in the report.")
    String label = "load";

    @Override
    public Integer call() throws IOException {
        List<LoadAccount> members = LoadAccount.firstOfEach(
                rooms.connect, accounts == null ? server.prepare(rooms.load()) : LoadAccount.read(accounts));
        LoadPlan plan = run.plan(pace.senders, pace.pace(run.arrivals));
        LoadResult result = run(plan, members, server, upheaval());
        report.tell(result.figures(label));
        return result.sound() ? 0 : Bench.FAULTY;
    }

    private Runnable upheaval() {
        String name = run.kill;
        if (name == null) {
            return () -> {};
        }
        Node node = server.installation().nodes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LaunchException(ExitCode.USAGE, "There is no node " + name + "."));
        return node::kill9;
    }

    /** One run from the first connection to the last. */
    static LoadResult run(LoadPlan plan, List<LoadAccount> members, ServerOptions server) throws IOException {
        return run(plan, members, server, () -> {});
    }

    private static LoadResult run(LoadPlan plan, List<LoadAccount> members, ServerOptions server, Runnable upheaval)
            throws IOException {
        try (LoadRun run = new LoadRun(plan, members, server.nodes())) {
            run.connect();
            return run.drive(server.machine(), upheaval);
        }
    }
}
