package chat.parley.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import chat.parley.it.host.Tool;
import chat.parley.launcher.Node;

/** A name server of this machine that knows where nodes reach each other. */
final class NameServer implements AutoCloseable {

    private static final String PROGRAM = "dnsmasq";
    private static final String NAME = "_jgroups._tcp.parley.test";
    private static final String HOST = "node.parley.test";
    private static final int PORT = 11_053;

    private final Process process;

    private NameServer(Process process) {
        this.process = process;
    }

    static boolean available() {
        return Tool.find(PROGRAM).isPresent();
    }

    /** Starts one that names these nodes, with their ports. */
    static NameServer of(List<Node> nodes) {
        List<String> words = new ArrayList<>(List.of(
                Tool.find(PROGRAM).orElseThrow().toString(),
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--pid-file",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + PORT,
                "--address=/" + HOST + "/127.0.0.1"));
        nodes.forEach(node ->
                words.add("--srv-host=" + NAME + "," + HOST + "," + node.inner().getFirst()));
        try {
            return new NameServer(new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of(System.getProperty("parley.it.work", "target/it"), "dnsmasq.log")
                            .toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tells a node to find the others here. */
    Map<String, String> settings() {
        return Map.of(
                "PARLEY_DISCOVERY",
                "dns",
                "PARLEY_CLUSTER_DNS",
                NAME,
                "PARLEY_CLUSTER_DNS_TYPE",
                "SRV",
                "PARLEY_CLUSTER_DNS_SERVER",
                "127.0.0.1:" + PORT);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
