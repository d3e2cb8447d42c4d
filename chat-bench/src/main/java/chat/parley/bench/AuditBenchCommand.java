package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.audit.AuditTrial;
import chat.parley.bench.history.HistoryFill;
import chat.parley.launcher.DatabaseServer;
import chat.parley.launcher.Installation;
import chat.parley.launcher.ParleyHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands out and verifies a long audit log, of a node and a database of its own. */
@Command(
        name = "audit",
        description = {
            "Fills a PostgreSQL of its own with an audit log, has a node hand it out, verifies the file, and has the node verify"
                    + " what it has.",
            "The data stays in its directory, so that the next run starts at once."
        },
        mixinStandardHelpOptions = true)
final class AuditBenchCommand implements Callable<Integer> {

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final NodeOptions node = new NodeOptions();

    @Mixin
    final DataOptions data = new DataOptions();

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Entries in all (${DEFAULT-VALUE}).")
    long entries;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "64m",
            description = "Heap of the command that verifies the file (${DEFAULT-VALUE}).")
    String heap = "64m";

    @Option(
            names = "--node-heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Heap of the node (${DEFAULT-VALUE}).")
    String nodeHeap = "512m";

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParleyHome home = data.home();
        Map<String, String> settings = Map.of("PARLEY_JAVA_OPTS", "-Xmx" + nodeHeap);
        try (Installation installation = node.installation(home, settings)) {
            installation.start();
            installation.operator().demo();
            DatabaseServer server = installation.database();
            AuditTrial trial =
                    new AuditTrial(HistoryFill.prepare(server.url(), server.owner()), installation.operator());
            double noted = trial.fill(entries, report::progress);
            report.progress("exporting and verifying");
            Path file = home.data().resolve("audit.jsonl");
            report.tell(trial.run(file, heap).put("noted_per_s", noted).put("node_heap", nodeHeap));
            Files.delete(file);
        }
        return 0;
    }
}
