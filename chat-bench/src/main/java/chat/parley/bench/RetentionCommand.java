package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.retention.RetentionTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.EmbeddedDatabase;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Destroys a history while people write, in a database of its own. */
@Command(
        name = "retention",
        description = {
            "Fills a PostgreSQL of its own with messages, puts a third of the conversations on a legal hold, and destroys the"
                    + " others' messages while senders post there: how many go in a second, and how long posting takes without"
                    + " and with it.",
            "What is destroyed is gone: a directory is used once."
        },
        mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final HistoryOptions history = new HistoryOptions(1_000_000, 2_000, 100_000);

    @Mixin
    final PostingOptions posting = new PostingOptions(200, 20);

    @Mixin
    final DataOptions data = new DataOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Numbers that are looked at in one transaction (${DEFAULT-VALUE}).")
    int batch;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Messages that are destroyed in a second at the most, in beats as a node does it; 0 is as fast as it"
                            + " can (${DEFAULT-VALUE}).")
    int limit;

    @Override
    public Integer call() throws IOException {
        Path directory = data.home().data();
        DatabaseServer server = EmbeddedDatabase.in(directory.resolve("database"));
        server.start();
        try {
            Database database = HistoryFill.prepare(server.url(), server.owner());
            if (database.first("select 1 from retention_rule", row -> row.getInt(1))
                    .isPresent()) {
                throw new LaunchException(
                        ExitCode.USAGE, "The history in " + directory + " was destroyed at another time; remove it.");
            }
            new HistoryFill(database).fill(history.plan(), report::progress);
            report.progress("destroying");
            report.tell(new RetentionTrial(database, batch, limit).run(posting.senders, posting.rate, posting.alone()));
        } finally {
            server.stop();
        }
        return 0;
    }
}
