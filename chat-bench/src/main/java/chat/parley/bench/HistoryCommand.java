package chat.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.history.HistoryFill;
import chat.parley.bench.history.HistoryReads;
import chat.parley.bench.history.HttpReads;
import chat.parley.bench.history.Readers;
import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.Installation;
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

    @Mixin
    final HistoryOptions history = new HistoryOptions(10_000_000, 20_000, 1_000_000);

    @Mixin
    final NodeOptions node = new NodeOptions();

    @Mixin
    final DataOptions data = new DataOptions();

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

    @Override
    public Integer call() {
        try (Installation installation = node.installation(data.home(), Map.of())) {
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
        new HistoryFill(database).fill(history.plan(), report::progress);
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
