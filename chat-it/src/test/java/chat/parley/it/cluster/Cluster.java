package chat.parley.it.cluster;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rest;
import chat.parley.it.node.RealReceiver;
import chat.parley.launcher.DatabaseLogin;
import chat.parley.launcher.EmbeddedDatabase;
import chat.parley.launcher.Installation;
import chat.parley.launcher.Node;
import chat.parley.launcher.OperatorClient;
import chat.parley.launcher.OperatorClient.Load;
import chat.parley.launcher.OperatorClient.NewAccount;
import chat.parley.launcher.ParleyHome;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Nodes on one database, as an operator would start them; all classes of a run share them. */
public final class Cluster implements AutoCloseable {

    private static final int MOST_NODES = 3;
    // Not 10080: browsers refuse to go there
    private static final int PORT = 11_080;
    private static final String LOOPBACK = "127.0.0.1";

    /** How long whoever has gone is shown as if they were here. */
    static final Duration GRACE = Duration.ofSeconds(4);

    /** Nodes are started some twenty times, and each start costs half of the processor time without the second compiler. */
    private static final String JAVA_OPTS =
            "-Xms256m -Xmx1g -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1";

    private static final int RECEIVER_PORT = 11_515;

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Installation installation;
    private List<Node> nodes = List.of();

    private Cluster(Installation installation) {
        this.installation = installation;
    }

    private static Cluster start() {
        Path work = work();
        Installation installation = Installation.of(
                new Installation.Plan(ParleyHome.find().withData(work), MOST_NODES, PORT, LOOPBACK, settings()));
        installation.stopOnExit();
        installation.database().start();
        Cluster cluster = new Cluster(installation).of(2);
        installation.operator().demo();
        return cluster;
    }

    private static Path work() {
        return Path.of(System.getProperty("parley.it.work", "target/it"), "cluster");
    }

    private static Map<String, String> settings() {
        return Map.of(
                "PARLEY_PRESENCE_GRACE",
                Long.toString(GRACE.toSeconds()),
                "PARLEY_PREVIEW_ALLOW",
                "127.0.0.1:8599",
                // So slow that one can be killed at it, and so soon that somebody goes on
                "PARLEY_RETENTION_RATE",
                "500",
                // Drawing is tried elsewhere, and takes minutes where an export is long
                "PARLEY_EXPORTS_IMAGES",
                "false",
                "PARLEY_EXPORTS_LEASE",
                "10",
                "PARLEY_JAVA_OPTS",
                JAVA_OPTS + RealReceiver.settings(receiverDirectory(), RECEIVER_PORT));
    }

    private static Path receiverDirectory() {
        return work().resolve("receiver").toAbsolutePath();
    }

    /** The receiver that all nodes hand the audit log to; it is there only while a test starts it. */
    RealReceiver receiver() {
        return new RealReceiver(receiverDirectory(), RECEIVER_PORT);
    }

    /** Starts and stops nodes until so many run. */
    private Cluster of(int wanted) {
        List<Node> all = installation.nodes();
        all.subList(0, wanted).forEach(installation::start);
        all.subList(wanted, all.size()).forEach(Node::stop);
        nodes = all.subList(0, wanted);
        return this;
    }

    /** Gives tests the cluster, started for the first of them. */
    static final class Starter implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            int wanted = context.getRequiredTestClass()
                    .getAnnotation(ClusterTest.class)
                    .nodes();
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Cluster.class, _ -> start(), Cluster.class)
                    .of(wanted);
        }
    }

    /** The nodes that are to run, the first first. */
    List<Node> nodes() {
        return nodes;
    }

    /** Where the first node is. */
    public URI first() {
        return nodes().get(0).url();
    }

    /** Where the second node is. */
    URI second() {
        return nodes().get(1).url();
    }

    /** Starts a node again and waits until it is ready. */
    void restart(Node node) {
        installation.start(node);
    }

    /** The same of one that is stopped first, with further settings. */
    void restart(Node node, Map<String, String> settings) {
        node.stop();
        installation.start(node, settings);
    }

    /** Stops all nodes and starts them again, with further settings. */
    void restartAll(Map<String, String> settings) {
        nodes.forEach(Node::stop);
        nodes.forEach(node -> installation.start(node, settings));
    }

    /** Waits until all nodes see each other. */
    void awaitWhole() {
        Patience.await(
                "whole cluster",
                Duration.ofMinutes(2),
                () -> nodes.stream().allMatch(node -> node.metric("parley_cluster_nodes") == nodes.size()));
    }

    /** Nothing passes between the nodes until it is closed. */
    Firewall betweenNodes() {
        return Firewall.before(inner());
    }

    /** The same; but the nodes are told, and take each other for dead at once and not after most of a minute. */
    Firewall refusingBetweenNodes() {
        return Firewall.refusing(inner());
    }

    private List<Integer> inner() {
        return nodes.stream().flatMap(node -> node.inner().stream()).toList();
    }

    /** A connection to the database, past the nodes. */
    Connection connection() throws SQLException {
        DatabaseLogin login = database().login();
        return DriverManager.getConnection(database().url(), login.user(), login.password());
    }

    EmbeddedDatabase database() {
        return installation.embeddedDatabase();
    }

    OperatorClient operator() {
        return installation.operator();
    }

    /** Whether whoever answers at this address says that it is ready. */
    static boolean ready(URI address) {
        try {
            return Rest.at(address).get("/ready").status() == 200;
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }

    /** Somebody new, signed in without a password. */
    Login somebody(String name, String... duties) {
        String username = name + "-" + Long.toString(System.nanoTime(), 36) + "-" + NEXT.incrementAndGet();
        operator().create(new NewAccount(username, name, null, false, List.of(duties)));
        return Login.withToken(first(), username, operator().token(username));
    }

    /** So many new programs, which may post as fast as they like. */
    List<Login> programs(int count) {
        return operator()
                .load(new Load(1, count, false))
                .map(line -> line.split("\t", -1))
                .map(fields -> Login.withToken(first(), fields[0], fields[1]))
                .toList();
    }

    /** A client of somebody that has caught up on a node, and records nothing that anybody reads. */
    static ChatClient client(Login login, URI node) {
        return new ChatClient(login.username(), login, Recorder.inMemory()).connected(node);
    }

    @Override
    public void close() {
        installation.stop();
    }
}
