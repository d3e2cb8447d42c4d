package chat.parley.it.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
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

/** Two nodes on one database, as an operator would start them; all classes of a run share them. */
public final class Cluster implements AutoCloseable {

    private static final int NODES = 2;
    // Not 10080: browsers refuse to go there
    private static final int PORT = 11_080;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Map<String, String> SETTINGS = Map.of("PARLEY_PRESENCE_GRACE", "4");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Installation installation;

    private Cluster(Installation installation) {
        this.installation = installation;
    }

    private static Cluster start() {
        Path work = Path.of(System.getProperty("parley.it.work", "target/it"), "cluster");
        Installation installation = Installation.of(
                new Installation.Plan(ParleyHome.find().withData(work), NODES, PORT, LOOPBACK, SETTINGS));
        installation.stopOnExit();
        installation.start();
        installation.operator().demo();
        return new Cluster(installation);
    }

    /** Gives tests the cluster, started for the first of them. */
    static final class Starter implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Cluster.class, _ -> start(), Cluster.class);
        }
    }

    /** The nodes, the first first. */
    List<Node> nodes() {
        return installation.nodes();
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

    EmbeddedDatabase database() {
        return installation.embeddedDatabase();
    }

    OperatorClient operator() {
        return installation.operator();
    }

    /** Somebody new, signed in without a password. */
    Login somebody(String name) {
        String username = name + "-" + Long.toString(System.nanoTime(), 36) + "-" + NEXT.incrementAndGet();
        operator().create(new NewAccount(username, name, null, false));
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
