package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryPlan;
import chat.parley.bench.retention.RetentionTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.EmbeddedDatabase;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Messages in all (${DEFAULT-VALUE}).")
    long messages;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Conversations they lie in (${DEFAULT-VALUE}).")
    int conversations;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Messages of the largest conversation (${DEFAULT-VALUE}).")
    long largest;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Numbers that are looked at in one transaction (${DEFAULT-VALUE}).")
    int batch;

    @Option(names = "--senders", paramLabel = "N", defaultValue = "4", description = "Who posts (${DEFAULT-VALUE}).")
    int senders;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Messages they post in a second, together (${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Messages that are destroyed in a second at the most, in beats as a node does it; 0 is as fast as it"
                            + " can (${DEFAULT-VALUE}).")
    int limit;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long posting is measured alone (${DEFAULT-VALUE}).")
    int before;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database is kept (.parley/bench-retention in the checkout).")
    @Nullable
    Path directory;

    @Override
    public Integer call() throws IOException {
        Path data = directory == null ? ParleyHome.find().data().resolve("bench-retention") : directory;
        DatabaseServer server = EmbeddedDatabase.in(data.resolve("database"));
        server.start();
        try {
            Database database = HistoryFill.prepare(server.url(), server.owner());
            if (database.first("select 1 from retention_rule", row -> row.getInt(1))
                    .isPresent()) {
                throw new LaunchException(
                        ExitCode.USAGE, "The history in " + data + " was destroyed at another time; remove it.");
            }
            new HistoryFill(database).fill(new HistoryPlan(messages, conversations, largest), report::progress);
            report.progress("destroying");
            report.tell(new RetentionTrial(database, batch, limit).run(senders, rate, Duration.ofSeconds(before)));
        } finally {
            server.stop();
        }
        return 0;
    }
}
