package chat.parley.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.docker.ComposeFile;
import chat.parley.it.docker.ImageFile;
import chat.parley.it.host.Tool;
import chat.parley.launcher.DatabaseLogin;
import chat.parley.launcher.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docker/} does, without containers: the image is laid out by its script, and its entry point started as its
 * user, told what {@code node1} is told, on a database made by the script that PostgreSQL is given. Where a container would
 * have a path or a name of its own, ours stands instead.
 */
@ClusterTest
@Order(11)
@Timeout(300)
class ContainedNodeIT {

    private static final String SERVICE = "node1";
    private static final int OFFSET = 3_900;
    private static final URI ADDRESS = URI.create("http://127.0.0.1:" + (8_080 + OFFSET));
    private static final int ENDED_BY_SIGTERM = 143;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final ComposeFile compose = ComposeFile.read();
    private final ImageFile image = ImageFile.read();

    /** Everything that has its own place in a container, and the directories around it open to all. */
    @TempDir
    Path root;

    private FileTime begun;
    private Process node;

    @BeforeEach
    void an_image_with_its_secrets_on_a_database_of_its_own(Cluster cluster) throws IOException, SQLException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool.run(List.of(script("prepare"), root.resolve("secrets").toString()));
        mountSecrets();
        makeDatabase(cluster.database());
        Tool.run(List.of(script("assemble"), place("/opt/parley")));
        Path writable = Files.createDirectories(Path.of(place("/var/lib/parley")));
        if (ROOT) {
            Files.setAttribute(writable, "unix:uid", Integer.valueOf(image.user()));
        }
        begun = Files.getLastModifiedTime(Files.createFile(root.resolve("begun")));
        node = start(cluster.database());
    }

    @AfterEach
    void nothing_is_left() {
        if (node != null) {
            node.destroyForcibly().onExit().join();
        }
    }

    @Test
    void it_becomes_healthy_serves_somebody_and_ends_when_told_to() throws Exception {
        Patience.await("healthy node; see " + log(), Duration.ofMinutes(2), () -> healthy() || !node.isAlive());
        assertThat(node.isAlive()).as("runs; see %s", log()).isTrue();
        enroll("anna", "an \"odd\" \\ password");

        assertThat(Login.attempt(ADDRESS, "anna", "an \"odd\" \\ password", "laptop")
                        .status())
                .isEqualTo(200);
        assertThat(changed()).isEmpty();
        node.destroy();
        assertThat(node.waitFor(compose.grace(SERVICE).toSeconds(), TimeUnit.SECONDS))
                .as("ends in time")
                .isTrue();
        assertThat(node.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    }

    /** Compose mounts each of them by itself; nobody but the owner sees the directory that they lie in. */
    private void mountSecrets() throws IOException {
        Path mounted = Files.createDirectories(Path.of(place("/run/secrets")));
        for (String secret : compose.secrets(SERVICE)) {
            Files.copy(
                    root.resolve("secrets").resolve(secret),
                    mounted.resolve(secret),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private void makeDatabase(EmbeddedDatabase database) throws IOException, SQLException {
        String script = Files.readString(ComposeFile.DIRECTORY.resolve("database.sql"))
                .replace("/run/secrets", place("/run/secrets"))
                .replace(" parley", " contained");
        String url = database.url().replaceFirst("/parley$", "/postgres");
        DatabaseLogin superuser = database.superuser();
        try (Connection connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists contained");
            statement.execute("drop role if exists contained");
            statement.execute("drop role if exists contained_owner");
            for (String command : script.split("\n\n", -1)) {
                statement.execute(command);
            }
        }
    }

    private Process start(EmbeddedDatabase database) throws IOException {
        List<String> words = new ArrayList<>();
        if (ROOT) {
            String user = image.user();
            words.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs"));
        }
        image.entryPoint().stream().map(this::place).forEach(words::add);
        words.add("-Djboss.socket.binding.port-offset=" + OFFSET);
        ProcessBuilder program =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log().toFile());
        program.environment().clear();
        program.environment().putAll(environment(database));
        return program.start();
    }

    private Map<String, String> environment(EmbeddedDatabase database) {
        Map<String, String> all = new TreeMap<>(image.environment());
        all.putAll(compose.environment(SERVICE));
        all.replaceAll((_, value) -> place(value));
        all.put("PARLEY_DB_URL", database.url().replaceFirst("/parley$", "/contained"));
        all.put("PARLEY_DB_USER", "contained");
        all.put("PARLEY_DB_OWNER_USER", "contained_owner");
        all.put("PARLEY_NODE", SERVICE);
        all.put("PARLEY_BIND_PRIVATE", "localhost");
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("PATH", "/usr/bin:/bin");
        return all;
    }

    private boolean healthy() {
        List<String> words =
                new ArrayList<>(image.healthCheck().stream().map(this::place).toList());
        words.add(Integer.toString(ADDRESS.getPort()));
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void enroll(String name, String password) throws IOException {
        Path typed = Files.writeString(root.resolve("typed"), password + "\n");
        ProcessBuilder account = new ProcessBuilder(script("account"), name).redirectInput(typed.toFile());
        account.environment().put("PARLEY_URL", ADDRESS.toString());
        account.environment().put("PARLEY_JWT_PRIVATE_KEY", place("/run/secrets/private.pem"));
        Tool.run(account);
    }

    /** Files of the image that are not as they were. */
    private List<Path> changed() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(place("/opt/parley")),
                Integer.MAX_VALUE,
                (_, file) -> file.lastModifiedTime().compareTo(begun) > 0)) {
            return files.toList();
        }
    }

    private Path log() {
        return Path.of(System.getProperty("parley.it.work", "target/it"), "contained-node.log");
    }

    private static String script(String name) {
        return ComposeFile.DIRECTORY.resolve(name).toString();
    }

    /** Where a path of a container is here. */
    private String place(String path) {
        return path.startsWith("/") ? root + path : path;
    }
}
