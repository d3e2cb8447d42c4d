package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryPlan;
import chat.parley.bench.supervision.SupervisionTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects from a long history what is to be reviewed, with a node and a database of its own. */
@Command(
        name = "supervision",
        description = {
            "Fills a PostgreSQL of its own with messages, sets a rule of supervision for all of them, and has a node walk through"
                    + " them: how many messages it looks at in a second, and how long it takes to find that nothing is new.",
            "What was selected is not taken back: a directory is used once."
        },
        mixinStandardHelpOptions = true)
final class SupervisionCommand implements Callable<Integer> {

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Messages in all (${DEFAULT-VALUE}).")
    long messages;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Conversations they lie in (${DEFAULT-VALUE}).")
    int conversations;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Messages of the largest conversation (${DEFAULT-VALUE}).")
    long largest;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "How many of them are drawn (${DEFAULT-VALUE}).")
    int share;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8480",
            description = "Where the node listens (${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database is kept (.parley/bench-supervision in the checkout).")
    @Nullable
    Path directory;

    @Override
    public Integer call() throws IOException {
        ParleyHome home = ParleyHome.find();
        ParleyHome own = home.withData(directory == null ? home.data().resolve("bench-supervision") : directory);
        try (Installation installation = Installation.of(new Installation.Plan(own, 1, port))) {
            installation.stopOnExit();
            DatabaseServer server = installation.database();
            server.start();
            Database database = HistoryFill.prepare(server.url(), server.owner());
            SupervisionTrial trial = new SupervisionTrial(database);
            if (trial.isUsed()) {
                throw new LaunchException(
                        ExitCode.USAGE,
                        "It was selected from the history in " + own.data() + " at another time; remove it.");
            }
            new HistoryFill(database).fill(new HistoryPlan(messages, conversations, largest), report::progress);
            trial.prepare(share);
            installation.start();
            report.tell(trial.run(report::progress));
        }
        return 0;
    }
}
