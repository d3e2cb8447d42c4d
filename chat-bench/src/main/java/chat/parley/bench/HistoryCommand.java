package chat.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryPlan;
import chat.parley.bench.history.HistoryReads;
import chat.parley.bench.history.HttpReads;
import chat.parley.bench.history.Readers;
import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.Installation;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a long history, in a database of its own. */
@Command(
        name = "history",
        description = {
            "Fills a PostgreSQL of its own with messages and measures how fast they are read: newest page, page at depth,"
                    + " catch-up, unread counts.",
            "The data stays in its directory, so that the next run starts at once; 10 million messages take about 4 GB and"
                    + " some minutes."
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Messages in all (${DEFAULT-VALUE}).")
    long messages;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Conversations they lie in (${DEFAULT-VALUE}).")
    int conversations;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Messages of the largest conversation (${DEFAULT-VALUE}).")
    long largest;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8",
            description = "Readers at a time (${DEFAULT-VALUE}).")
    List<Integer> threads = List.of();

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each kind of reading is measured (${DEFAULT-VALUE}).")
    int duration;

    @Option(names = "--http", description = "Also start a node on it and read through REST.")
    boolean http;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8480",
            description = "Where that node listens (${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database is kept (.parley/bench-history in the checkout).")
    @Nullable
    Path directory;

    @Override
    public Integer call() {
        ParleyHome home = ParleyHome.find();
        ParleyHome own = home.withData(directory == null ? home.data().resolve("bench-history") : directory);
        try (Installation installation = Installation.of(new Installation.Plan(own, 1, port))) {
            installation.stopOnExit();
            installation.database().start();
            Database database = fill(installation);
            List<Readers> readers = threads.stream()
                    .map(count -> new Readers(count, Duration.ofSeconds(3), Duration.ofSeconds(duration)))
                    .toList();
            new HistoryReads(database).measure(readers, this::tell);
            if (http) {
                installation.start();
                new HttpReads(database, installation.nodes().getFirst().url(), installation.operator()::token)
                        .measure(readers, this::tell);
            }
        }
        return 0;
    }

    private Database fill(Installation installation) {
        DatabaseServer server = installation.database();
        Database database = HistoryFill.prepare(server.url(), server.owner());
        new HistoryFill(database).fill(new HistoryPlan(messages, conversations, largest), report::progress);
        return database;
    }

    private void tell(Figures figures) {
        try {
            report.tell(figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
