package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One WildFly with the application. It outlives whoever started it, until it is stopped. Its directory is kept from one
 * start to the next, but for what the server and the build bring anew: configuration, deployment, temporary files.
 */
public final class Node {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration METRICS_PATIENCE = Duration.ofSeconds(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_PATIENCE).build();

    /**
     * How a node is to run.
     *
     * @param name unique in its installation
     * @param bind the address people connect to
     * @param environment what it is told in the environment, beyond what this process has; asked for at each start
     */
    public record Plan(
            ParleyHome home, String name, String bind, Ports ports, Supplier<Map<String, String>> environment) {}

    private final Plan plan;
    private @Nullable ProcessMark mark;

    /** A node that does not run yet. */
    public Node(Plan plan) {
        this(plan, null);
    }

    /** A node that somebody started before, as it was noted. */
    Node(Plan plan, @Nullable ProcessMark mark) {
        this.plan = plan;
        this.mark = mark;
    }

    /**
     * Starts it, without waiting for it to be ready. Does nothing if it runs.
     *
     * @param besides what this start is told in the environment beyond the plan
     * @throws LaunchException if one of its ports is taken, or nothing is built
     */
    void start(Map<String, String> besides) {
        if (running()) {
            return;
        }
        plan.home().requireBuilt();
        plan.ports().requireFree(plan.bind());
        prepareDirectory();
        ProcessBuilder process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(console().toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("PARLEY_NODE", plan.name());
        process.environment().put("PARLEY_NODE_DIR", directory().toString());
        process.environment().put("PARLEY_EAR", plan.home().ear().toString());
        process.environment().put("PARLEY_BIND", plan.bind());
        process.environment().put("PARLEY_BIND_PRIVATE", "127.0.0.1");
        process.environment().put("PARLEY_BIND_MANAGEMENT", "127.0.0.1");
        process.environment().putIfAbsent("PARLEY_LOG_CONSOLE", "OFF");
        process.environment().putAll(plan.environment().get());
        process.environment().putAll(besides);
        try {
            mark = ProcessMark.of(process.start().toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until it takes part: the database is there, sockets are accepted.
     *
     * @throws LaunchException if it ends, or the application does not deploy, or the time is over
     */
    public void awaitReady(Duration limit) {
        boolean decided = Await.until(limit, () -> !running() || deploymentFailed() || ready());
        if (!running()) {
            throw new LaunchException(
                    ExitCode.NODE_FAILED,
                    "Node " + name() + " ended before it was ready; see " + log() + " and " + console());
        }
        if (deploymentFailed()) {
            throw new LaunchException(
                    ExitCode.NODE_FAILED, "Node " + name() + " could not deploy the application; see " + log());
        }
        if (!decided) {
            throw new LaunchException(
                    ExitCode.NODE_FAILED,
                    "Node " + name() + " was not ready within " + limit.toSeconds() + " s; see " + log());
        }
    }

    /** Stops it as an operator would: it says goodbye to its clients and ends. Does nothing if it does not run. */
    public void stop() {
        process().ifPresent(process -> {
            process.destroy();
            if (!Await.until(STOP_PATIENCE, () -> !process.isAlive())) {
                process.destroyForcibly();
                Await.until(STOP_PATIENCE, () -> !process.isAlive());
            }
        });
    }

    /** Ends it at once, as if the machine had failed. */
    public void kill9() {
        process().ifPresent(process -> {
            process.destroyForcibly();
            Await.until(STOP_PATIENCE, () -> !process.isAlive());
        });
    }

    /** Whether its process runs, ready or not. */
    public boolean running() {
        return process().isPresent();
    }

    /** Whether it says that it is ready. */
    public boolean ready() {
        return running() && status(url().resolve("/api/v1/ready")) == 200;
    }

    /** Its process, once it was started. */
    public Optional<ProcessMark> mark() {
        return Optional.ofNullable(mark);
    }

    /** The number of its process. */
    public long pid() {
        return mark().orElseThrow(() -> new IllegalStateException(name() + " was not started"))
                .pid();
    }

    public String name() {
        return plan.name();
    }

    /** Where people connect, as this machine says it. */
    public URI url() {
        boolean everywhere = plan.bind().equals("0.0.0.0") || plan.bind().equals("::");
        return URI.create("http://" + (everywhere ? "127.0.0.1" : plan.bind()) + ":"
                + plan.ports().web());
    }

    /** Health and metrics. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + plan.ports().management());
    }

    /** How many sockets are open, as it counts them itself; 0 if it does not answer. */
    public long connections() {
        return metric("parley_connections");
    }

    /** What it counts under this name in Prometheus' form, over all labels; 0 if it does not answer. */
    public long metric(String name) {
        Pattern line = Pattern.compile("^" + Pattern.quote(name) + "(\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
        return get(management().resolve("/metrics"), METRICS_PATIENCE)
                .filter(answer -> answer.statusCode() == 200)
                .stream()
                .flatMap(answer -> line.matcher(answer.body()).results())
                .mapToLong(found -> (long) Double.parseDouble(found.group(2)))
                .sum();
    }

    /** What it wrote. */
    public Path log() {
        return directory().resolve("log/server.log");
    }

    /** The ports where other nodes reach it: JGroups and Artemis. */
    public List<Integer> inner() {
        return plan.ports().inner();
    }

    private Path console() {
        return directory().resolve("log/console.log");
    }

    private Path directory() {
        return plan.home().nodes().resolve(plan.name());
    }

    private Path failure() {
        return directory().resolve("deployments/parley.ear.failed");
    }

    private boolean deploymentFailed() {
        return Files.exists(failure());
    }

    private Optional<ProcessHandle> process() {
        return mark().flatMap(ProcessMark::process);
    }

    /** In a session of its own, so that neither a closed terminal nor ctrl-C reaches it. */
    private List<String> command() {
        return List.of(
                "setsid",
                plan.home().server().resolve("bin/parley-node").toString(),
                "-Djboss.http.port=" + plan.ports().webWithoutOffset(),
                "-Djboss.socket.binding.port-offset=" + plan.ports().offset());
    }

    private void prepareDirectory() {
        try {
            Files.createDirectories(console().resolveSibling("."));
            Files.deleteIfExists(failure());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(URI uri) {
        return get(uri, ANSWER_PATIENCE).map(HttpResponse::statusCode).orElse(0);
    }

    private static Optional<HttpResponse<String>> get(URI uri, Duration patience) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).build();
            return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
