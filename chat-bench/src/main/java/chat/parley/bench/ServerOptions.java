package chat.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import chat.parley.bench.load.LoadAccount;
import chat.parley.bench.machine.Jvm;
import chat.parley.bench.machine.Machine;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.Node;
import chat.parley.launcher.OperatorClient;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is measured: the one that was started in this checkout, unless told otherwise. */
final class ServerOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of the installation.")
    @Nullable
    Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A node to connect to instead of those of the installation; once for each.")
    List<URI> urls = List.of();

    @Option(
            names = "--process",
            paramLabel = "NAME=PID",
            description = "A process to measure instead of those of the installation; once for each.")
    Map<String, Long> processes = Map.of();

    /** The installation that runs here. */
    Installation installation() {
        ParleyHome home = data == null ? ParleyHome.find() : ParleyHome.find().withData(data);
        return Installation.lastStarted(home)
                .filter(Installation::running)
                .orElseThrow(() -> new LaunchException(
                        ExitCode.NOT_RUNNING,
                        "Nothing runs in " + home.data() + "; start it with ./parley up --detach"));
    }

    /** Where to connect to. */
    List<URI> nodes() {
        return urls.isEmpty() ? installation().nodes().stream().map(Node::url).toList() : urls;
    }

    /** The processes of the nodes and of the database. */
    Machine machine() {
        return new Machine(processes.isEmpty() && urls.isEmpty() ? ownProcesses() : processes);
    }

    private Map<String, Long> ownProcesses() {
        Installation installation = installation();
        Map<String, Long> all = new LinkedHashMap<>();
        installation.nodes().stream().filter(Node::running).forEach(node -> all.put(node.name(), node.pid()));
        installation.database().mark().ifPresent(mark -> all.put("pg", mark.pid()));
        return all;
    }

    /** The virtual machines of the nodes, if they run here. */
    Map<String, Jvm> jvms() {
        Map<String, Jvm> all = new LinkedHashMap<>();
        if (urls.isEmpty()) {
            installation().nodes().stream()
                    .filter(Node::running)
                    .forEach(node -> all.put(node.name(), new Jvm(node.pid())));
        }
        return all;
    }

    /** New accounts in new conversations. */
    List<LoadAccount> prepare(OperatorClient.Load load) throws IOException {
        return installation().operator().load(load).map(LoadAccount::parse).toList();
    }
}
