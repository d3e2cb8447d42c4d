package chat.parley.bench;

import java.util.Map;

import chat.parley.launcher.Installation;
import chat.parley.launcher.ParleyHome;
import picocli.CommandLine.Option;

/** The one node that a command starts for itself. */
final class NodeOptions {

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8480",
            description = "Where the node listens (${DEFAULT-VALUE}).")
    int port;

    /** An installation with this node, nothing of which runs yet; it ends with this process at the latest. */
    Installation installation(ParleyHome home, Map<String, String> settings) {
        Installation installation = Installation.of(new Installation.Plan(home, 1, port, "127.0.0.1", settings));
        installation.stopOnExit();
        return installation;
    }
}
