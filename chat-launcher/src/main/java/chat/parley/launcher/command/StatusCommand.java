package chat.parley.launcher.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import chat.parley.launcher.EmbeddedDatabase;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.Node;
import chat.parley.launcher.ProcessMark;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what runs. */
@Command(
        name = "status",
        description = "Says what runs; ends with 3 when nothing does.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @SuppressWarnings("NullAway.Init")
    private StatusCommand() {}

    /** What a program reads; names and shape are kept. */
    record Status(List<NodeStatus> nodes, @Nullable DatabaseStatus database) {

        static Status of(Installation installation) {
            List<NodeStatus> nodes = installation.nodes().stream()
                    .filter(Node::running)
                    .map(NodeStatus::of)
                    .toList();
            return new Status(nodes, DatabaseStatus.of(installation));
        }
    }

    record NodeStatus(String name, String url, long pid, boolean ready, long connections) {

        static NodeStatus of(Node node) {
            return new NodeStatus(node.name(), node.url().toString(), node.pid(), node.ready(), node.connections());
        }
    }

    /** The number is null where the database is somebody else's. */
    record DatabaseStatus(String url, @Nullable Long pid) {

        static @Nullable DatabaseStatus of(Installation installation) {
            Long pid = installation.database().mark().map(ProcessMark::pid).orElse(null);
            boolean ours = installation.database() instanceof EmbeddedDatabase;
            return ours && pid == null
                    ? null
                    : new DatabaseStatus(installation.database().url(), pid);
        }
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Optional<Installation> running = Installation.lastStarted(home.home()).filter(Installation::running);
        Status status = running.map(Status::of).orElse(new Status(List.of(), null));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(status));
        } else {
            print(status, out);
        }
        return (running.isPresent() ? ExitCode.OK : ExitCode.NOT_RUNNING).number();
    }

    private void print(Status status, PrintWriter out) {
        for (NodeStatus node : status.nodes()) {
            out.printf(
                    "%-8s %s   process %d   %s   %d connections%n",
                    node.name(), node.url(), node.pid(), node.ready() ? "ready" : "not ready", node.connections());
        }
        DatabaseStatus database = status.database();
        if (database != null) {
            out.printf(
                    "%-8s %s%s%n",
                    "database", database.url(), database.pid() == null ? "" : "   process " + database.pid());
        }
        if (status.nodes().isEmpty() && database == null) {
            out.println("Nothing runs in " + home.home().data() + ".");
        }
    }
}
