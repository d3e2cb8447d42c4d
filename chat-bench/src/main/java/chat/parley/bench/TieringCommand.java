package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryPlan;
import chat.parley.bench.tiering.TieringTexts;
import chat.parley.bench.tiering.TieringTrial;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Messages in all (${DEFAULT-VALUE}).")
    long messages;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "200",
            description = "Conversations they lie in (${DEFAULT-VALUE}).")
    int conversations;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Messages of the largest conversation (${DEFAULT-VALUE}).")
    long largest;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "5",
            description = "Segments that the node writes in a second at the most (${DEFAULT-VALUE}).")
    int segments;

    @Option(names = "--senders", paramLabel = "N", defaultValue = "4", description = "Who posts (${DEFAULT-VALUE}).")
    int senders;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages they post in a second, together (${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long posting is measured alone (${DEFAULT-VALUE}).")
    int before;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8480",
            description = "Where the node listens (${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where all of it is kept (.parley/bench-tiering in the checkout).")
    @Nullable
    Path directory;

    @Override
    public Integer call() throws IOException {
        ParleyHome home = ParleyHome.find();
        Path data = directory == null ? home.data().resolve("bench-tiering") : directory;
        Map<String, String> settings = Map.of("PARLEY_ARCHIVE_RATE", Integer.toString(segments));
        Installation.Plan plan = new Installation.Plan(home.withData(data), 1, port, "127.0.0.1", settings);
        try (Installation installation = Installation.of(plan)) {
            installation.stopOnExit();
            installation.database().start();
            Database database = HistoryFill.prepare(
                    installation.database().url(), installation.database().owner());
            if (database.first("select 1 from archive_rule", row -> row.getInt(1))
                    .isPresent()) {
                throw new LaunchException(
                        ExitCode.USAGE, "The history in " + data + " has moved at another time; remove it.");
            }
            new HistoryFill(database).fill(new HistoryPlan(messages, conversations, largest), report::progress);
            report.progress("texts");
            new TieringTexts(database).write();
            report.tell(new TieringTrial(database, installation, report::progress)
                    .run(senders, rate, Duration.ofSeconds(before)));
        }
        return 0;
    }
}
