package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import chat.parley.it.client.Patience;
import chat.parley.it.host.Tool;
import chat.parley.launcher.Node;
import chat.parley.launcher.ParleyHome;

/** The load balancer as it is shipped, {@code docker/haproxy.cfg}, in front of nodes of this machine. */
final class Balancer implements AutoCloseable {

    private static final String PROGRAM = "haproxy";
    private static final String ADDRESS = "127.0.0.1:11070";
    private static final String METRICS = "127.0.0.1:11071";

    private final Process process;

    private Balancer(Process process) {
        this.process = process;
    }

    /** Whether HAProxy is installed here. */
    static boolean available() {
        return Tool.find(PROGRAM).isPresent();
    }

    /** Starts it and waits until it knows a node that is ready. */
    static Balancer before(List<Node> nodes) throws IOException {
        Path log = Path.of(System.getProperty("parley.it.work", "target/it"), "haproxy.log");
        ProcessBuilder haproxy = new ProcessBuilder(
                        Tool.find(PROGRAM).orElseThrow().toString(),
                        "-db",
                        "-f",
                        ParleyHome.find()
                                .checkout()
                                .resolve("docker/haproxy.cfg")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        haproxy.environment().put("PARLEY_BALANCER", ADDRESS);
        haproxy.environment().put("PARLEY_BALANCER_METRICS", METRICS);
        for (Node node : nodes) {
            haproxy.environment()
                    .put(
                            "PARLEY_" + node.name().toUpperCase(Locale.ROOT),
                            node.url().getAuthority());
        }
        Balancer balancer = new Balancer(haproxy.start());
        Runtime.getRuntime().addShutdownHook(new Thread(balancer::close));
        Patience.await("ready load balancer; see " + log, Patience.USUAL, () -> Cluster.ready(balancer.url()));
        return balancer;
    }

    /** Where people connect. */
    URI url() {
        return URI.create("http://" + ADDRESS);
    }

    /** Where Prometheus finds what it counts. */
    URI metrics() {
        return URI.create("http://" + METRICS + "/metrics");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            boolean _ = process.waitFor(Patience.USUAL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
