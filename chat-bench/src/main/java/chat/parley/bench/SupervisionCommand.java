package chat.parley.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.supervision.SupervisionTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
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

    @Mixin
    final HistoryOptions history = new HistoryOptions(1_000_000, 100_000, 50_000);

    @Mixin
    final NodeOptions node = new NodeOptions();

    @Mixin
    final DataOptions data = new DataOptions();

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "How many of them are drawn (${DEFAULT-VALUE}).")
    int share;

    @Override
    public Integer call() throws IOException {
        ParleyHome home = data.home();
        try (Installation installation = node.installation(home, Map.of())) {
            DatabaseServer server = installation.database();
            server.start();
            Database database = HistoryFill.prepare(server.url(), server.owner());
            SupervisionTrial trial = new SupervisionTrial(database);
            if (trial.isUsed()) {
                throw new LaunchException(
                        ExitCode.USAGE,
                        "It was selected from the history in " + home.data() + " at another time; remove it.");
            }
            new HistoryFill(database).fill(history.plan(), report::progress);
            trial.prepare(share);
            installation.start();
            report.tell(trial.run(report::progress));
        }
        return 0;
    }
}
