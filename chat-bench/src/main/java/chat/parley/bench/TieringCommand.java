package chat.parley.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.tiering.TieringTexts;
import chat.parley.bench.tiering.TieringTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the texts of a history out of the database while people write, in an installation of its own. */
@Command(
        name = "tiering",
        description = {
            "Fills a PostgreSQL of its own with old messages, starts a node on it, and has their texts archived and moved while"
                    + " senders post there: how large the table is before and after, how many texts move in a second, how long"
                    + " posting takes without and with it, and pages of old messages from the table and from the archive.",
            "The archive is a directory beside the database, or the bucket that PARLEY_ARCHIVE_S3_* in the environment name.",
            "What has moved has moved: a directory is used once."
        },
        mixinStandardHelpOptions = true)
final class TieringCommand implements Callable<Integer> {

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final HistoryOptions history = new HistoryOptions(200_000, 200, 20_000);

    @Mixin
    final PostingOptions posting = new PostingOptions(100, 30);

    @Mixin
    final NodeOptions node = new NodeOptions();

    @Mixin
    final DataOptions data = new DataOptions();

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "5",
            description = "Segments that the node writes in a second at the most (${DEFAULT-VALUE}).")
    int segments;

    @Override
    public Integer call() throws IOException {
        ParleyHome home = data.home();
        Map<String, String> settings = Map.of("PARLEY_ARCHIVE_RATE", Integer.toString(segments));
        try (Installation installation = node.installation(home, settings)) {
            installation.database().start();
            Database database = HistoryFill.prepare(
                    installation.database().url(), installation.database().owner());
            if (database.first("select 1 from archive_rule", row -> row.getInt(1))
                    .isPresent()) {
                throw new LaunchException(
                        ExitCode.USAGE, "The history in " + home.data() + " has moved at another time; remove it.");
            }
            new HistoryFill(database).fill(history.plan(), report::progress);
            report.progress("texts");
            new TieringTexts(database).write();
            report.tell(new TieringTrial(database, installation, report::progress)
                    .run(posting.senders, posting.rate, posting.alone()));
        }
        return 0;
    }
}
