package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A database and the nodes on it, on this machine, with all their data in one directory. Whoever has the directory can
 * see and stop what runs there, whoever started it:
 *
 * {@snippet :
 * try (Installation parley = Installation.of(new Installation.Plan(ParleyHome.find().withData(directory), 2, 9_080))) {
 *     parley.start();
 *     parley.operator().demo();
 *     parley.nodes().getFirst().kill9();
 * }
 * }
 */
public final class Installation implements AutoCloseable {

    private static final Duration READY_PATIENCE = Duration.ofMinutes(5);
    private static final Duration FOREVER = Duration.ofDays(10_000);
    private static final long LEAST_SPACE = 512L << 20;
    private static final int MOST_NODES = 20;

    /**
     * What is to run.
     *
     * @param port where people connect to the first node; the others follow at a distance of 100
     * @param bind the address people connect to
     * @param environment settings of the nodes beyond those of this process; with {@code PARLEY_DB_URL} in either, that
     *     database is used and none is started
     */
    public record Plan(ParleyHome home, int nodes, int port, String bind, Map<String, String> environment) {

        /** Checks the numbers. */
        public Plan {
            if (nodes < 1 || nodes > MOST_NODES) {
                throw new LaunchException(ExitCode.USAGE, "From 1 to " + MOST_NODES + " nodes, not " + nodes);
            }
            if (port < 1 || Ports.of(port, nodes - 1).web() > 65_535) {
                throw new LaunchException(ExitCode.USAGE, "No room for " + nodes + " nodes at port " + port);
            }
            environment = Map.copyOf(environment);
        }

        /** On loopback, with the environment of this process. */
        public Plan(ParleyHome home, int nodes, int port) {
            this(home, nodes, port, "127.0.0.1", Map.of());
        }

        /** Whether nobody but this machine can connect. */
        public boolean onLoopback() {
            try {
                return InetAddress.getByName(bind).isLoopbackAddress();
            } catch (UnknownHostException e) {
                throw new LaunchException(ExitCode.USAGE, "There is no address " + bind, e);
            }
        }

        private Map<String, String> wholeEnvironment() {
            Map<String, String> all = new HashMap<>(System.getenv());
            all.putAll(environment);
            return all;
        }
    }

    private final Plan plan;
    private final DatabaseServer database;
    private final SigningKeys keys;
    private final SealKeys seal;
    private final boolean ownSeal;
    private final List<Node> nodes;

    private Installation(Plan plan, Optional<RunState> state) {
        this.plan = plan;
        Map<String, String> environment = plan.wholeEnvironment();
        database = ExternalDatabase.of(environment)
                .<DatabaseServer>map(external -> external)
                .orElseGet(() -> EmbeddedDatabase.in(plan.home().data().resolve("database")));
        keys = environment.containsKey("PARLEY_JWT_PRIVATE_KEY") && environment.containsKey("PARLEY_JWT_PUBLIC_KEY")
                ? new SigningKeys(
                        Path.of(environment.get("PARLEY_JWT_PRIVATE_KEY")),
                        Path.of(environment.get("PARLEY_JWT_PUBLIC_KEY")))
                : SigningKeys.in(plan.home().keys());
        seal = new SealKeys(plan.home());
        ownSeal = !SealKeys.areIn(environment);
        nodes = IntStream.range(0, plan.nodes())
                .mapToObj(index -> node(index, state))
                .toList();
    }

    /** An installation as planned; what of it runs in that directory already is part of it. */
    public static Installation of(Plan plan) {
        DiskSpace.require(plan.home().data(), LEAST_SPACE);
        return new Installation(plan, RunState.read(plan.home().state()));
    }

    /** The one that was started last in this directory, whether or not it still runs. */
    public static Optional<Installation> lastStarted(ParleyHome home) {
        return RunState.read(home.state()).map(state -> {
            Map<String, String> environment = Map.of("PARLEY_DB_URL", state.databaseUrl());
            Plan plan = new Plan(home, state.planned(), state.port(), state.bind(), environment);
            return new Installation(plan, Optional.of(state));
        });
    }

    /** Starts what of it does not run, and waits until all of it is ready. */
    public void start() {
        start(_ -> {});
    }

    /** The same, telling how far it is. */
    public void start(Progress progress) {
        plan.home().requireBuilt();
        for (int index = 0; index < nodes.size(); index++) {
            if (!nodes.get(index).running()) {
                Ports.of(plan.port(), index).requireFree(plan.bind());
            }
        }
        progress.step("PostgreSQL");
        database.start();
        note();
        for (Node node : nodes) {
            progress.step("node " + node.name() + " at " + node.url());
            start(node);
        }
    }

    /** Starts one of its nodes, again perhaps, and waits until it is ready. */
    public void start(Node node) {
        start(node, Map.of());
    }

    /** The same, with further settings for this start. */
    public void start(Node node, Map<String, String> besides) {
        if (ownSeal) {
            seal.provide();
        }
        node.start(besides);
        note();
        node.awaitReady(READY_PATIENCE);
    }

    /** Stops all of it, and nothing else. */
    public void stop() {
        stop(_ -> {});
    }

    /** The same, telling how far it is. */
    public void stop(Progress progress) {
        for (Node node : nodes.reversed()) {
            if (node.running()) {
                progress.step("node " + node.name());
                node.stop();
            }
        }
        if (database.mark().isPresent()) {
            progress.step("PostgreSQL");
            database.stop();
        }
        try {
            Files.deleteIfExists(plan.home().state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it when this process ends without having done so. */
    public void stopOnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop what was started"));
    }

    @Override
    public void close() {
        stop();
    }

    /** Whether anything of it runs. */
    public boolean running() {
        return nodes.stream().anyMatch(Node::running) || database.mark().isPresent();
    }

    /** Waits until none of its nodes runs any more, for whatever reason, or the thread is interrupted. */
    public void awaitEnd() {
        Await.until(FOREVER, () -> nodes.stream().noneMatch(Node::running));
    }

    /** The database they all use. */
    public DatabaseServer database() {
        return database;
    }

    /** The database, where it is our own and can be stopped and killed. */
    public EmbeddedDatabase embeddedDatabase() {
        return switch (database) {
            case EmbeddedDatabase embedded -> embedded;
            case ExternalDatabase external -> throw new IllegalStateException(external + " is not ours");
        };
    }

    /** Its nodes, the first first. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Where the first node that is ready answers. */
    public URI url() {
        return nodes.stream()
                .filter(Node::ready)
                .map(Node::url)
                .findFirst()
                .orElseThrow(() -> new LaunchException(ExitCode.NOT_RUNNING, "No node is ready to answer"));
    }

    /** Speaks to the first node that is ready, as its operator. */
    public OperatorClient operator() {
        return new OperatorClient(this::url, keys, Clock.systemUTC());
    }

    /** What it is to be. */
    public Plan plan() {
        return plan;
    }

    private Node node(int index, Optional<RunState> state) {
        String name = "node" + (index + 1);
        Node.Plan nodePlan =
                new Node.Plan(plan.home(), name, plan.bind(), Ports.of(plan.port(), index), this::nodeEnvironment);
        return state.stream()
                .flatMap(noted -> noted.nodes().stream())
                .filter(started -> started.name().equals(name))
                .findFirst()
                .map(started -> new Node(nodePlan, started.mark()))
                .orElseGet(() -> new Node(nodePlan));
    }

    private void note() {
        List<RunState.StartedNode> started = nodes.stream()
                .flatMap(node -> node.mark().map(mark -> RunState.StartedNode.of(node, mark)).stream())
                .toList();
        String external = database instanceof ExternalDatabase ? database.url() : "";
        new RunState(plan.port(), plan.bind(), plan.nodes(), external, started)
                .write(plan.home().state());
    }

    private Map<String, String> nodeEnvironment() {
        Map<String, String> all = new HashMap<>();
        all.put("PARLEY_CLUSTER_HOSTS", clusterHosts());
        // The same for all nodes: what one has made another hands out
        all.put("PARLEY_EXPORTS_DIR", plan.wholeEnvironment().getOrDefault("PARLEY_EXPORTS_DIR", exports()));
        all.put("PARLEY_ARCHIVE_DIR", plan.wholeEnvironment().getOrDefault("PARLEY_ARCHIVE_DIR", archive()));
        all.putAll(plan.environment());
        all.put("PARLEY_DB_URL", database.url());
        all.put("PARLEY_DB_USER", database.login().user());
        all.put("PARLEY_DB_PASSWORD", database.login().password());
        if (!database.owner().equals(database.login())) {
            all.put("PARLEY_DB_OWNER_USER", database.owner().user());
            all.put("PARLEY_DB_OWNER_PASSWORD", database.owner().password());
        }
        if (ownSeal) {
            all.putAll(seal.environment());
        }
        all.put("PARLEY_JWT_PRIVATE_KEY", keys.privateFile().toString());
        all.put("PARLEY_JWT_PUBLIC_KEY", keys.publicFile().toString());
        return all;
    }

    private String exports() {
        return plan.home().exports().toAbsolutePath().toString();
    }

    /** Nodes make it not: where it is missing, a volume is. */
    private String archive() {
        try {
            return Files.createDirectories(plan.home().archive())
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String clusterHosts() {
        return IntStream.range(0, plan.nodes())
                .mapToObj(index -> "127.0.0.1[" + Ports.of(plan.port(), index).cluster() + "]")
                .collect(Collectors.joining(","));
    }
}
