package chat.parley.it.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import chat.parley.ejb.archive.RealStorage;
import chat.parley.launcher.DatabaseLogin;
import chat.parley.launcher.EmbeddedDatabase;
import chat.parley.launcher.OperatorClient;
import chat.parley.launcher.ParleyHome;
import chat.parley.launcher.SealKeys;
import chat.parley.launcher.SigningKeys;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.SetupContainer;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/**
 * Gives Arquillian's server a database and keys before it starts, and the real EAR once it has; all test classes of a
 * run share it.
 */
public final class RealServer implements LoadableExtension {

    /** Where a test may stand in for the operator's classifier. */
    static final int CLASSIFIER_PORT = 11_100;

    /** Where tests have pages that messages may link to. */
    static final int PAGES_PORT = 8600;

    /** Where the node looks for an authority of time stamps; mostly there is none. */
    static final int TIME_STAMP_PORT = 11_101;

    /** Where the node looks for the storage of its archive, which is there only while a test starts it. */
    static final int STORAGE_PORT = 11_102;

    /** What lies in that storage. */
    static final String BUCKET = "parley-archive";

    private static final int OFFSET = 2500;
    /** Where the receiver listens that the node hands its audit log to. */
    static final int RECEIVER_PORT = 11_514;

    private static final Path WORK = Path.of(System.getProperty("parley.it.work", "target/it"), "node");
    private static final ParleyHome HOME = ParleyHome.find().withData(WORK);

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Life.class);
    }

    /** Where the node is. */
    static URI url() {
        return URI.create("http://127.0.0.1:" + (8080 + OFFSET));
    }

    /** How much of something there is, as the node says to who watches it. */
    static double metric(String name) {
        URI metrics = URI.create("http://127.0.0.1:" + (9990 + OFFSET) + "/metrics");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Speaks to the node as its operator. */
    static OperatorClient operator() {
        return new OperatorClient(RealServer::url, keys(), Clock.systemUTC());
    }

    static EmbeddedDatabase database() {
        return EmbeddedDatabase.in(WORK.resolve("database"));
    }

    /** A connection to the database, past the node, as the role that owns the schema. */
    static Connection connection() throws SQLException {
        return connection(database().owner());
    }

    /** The same as another role. */
    static Connection connection(DatabaseLogin role) throws SQLException {
        return DriverManager.getConnection(database().url(), role.user(), role.password());
    }

    private static SigningKeys keys() {
        return SigningKeys.in(WORK.resolve("keys"));
    }

    /** What the node signs with. */
    static SealKeys seal() {
        return new SealKeys(HOME);
    }

    /** What the receiver keeps that the node hands its audit log to; it is there only while a test starts it. */
    static Path receiver() {
        return WORK.resolve("receiver").toAbsolutePath();
    }

    /** What the node and its database have written down of what they do, so far. */
    static List<Path> logs() {
        try (Stream<Path> logs = Files.list(WORK.resolve("server/log"))) {
            return Stream.concat(logs, Stream.of(WORK.resolve("database/postgresql.log")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens around the server's start and stop. */
    public static final class Life {

        /** Before Arquillian reads how the server is to be started. */
        public void prepare(@Observes(precedence = 10) SetupContainer event) {
            EmbeddedDatabase database = database();
            database.start();
            seal().provide();
            SigningKeys keys = keys();
            ContainerDef server = event.getContainer().getContainerConfiguration();
            server.property("jbossHome", HOME.server().toString());
            server.property("javaHome", System.getProperty("java.home"));
            server.property("cleanServerBaseDir", WORK.resolve("server").toString());
            server.property("setupCleanServerBaseDir", "true");
            server.property(
                    "javaVmArguments",
                    String.join(
                            " ",
                            "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true",
                            "-Djboss.socket.binding.port-offset=" + OFFSET,
                            "-Djboss.node.name=it",
                            "-Dparley.heartbeat=2",
                            "-Dparley.large.conversation=8",
                            "-Dparley.mentions.members=4",
                            "-Dparley.presence.grace=4",
                            "-Dparley.checkpoint.every=1",
                            "-Dparley.classifier.url=http://127.0.0.1:" + CLASSIFIER_PORT + "/labels",
                            "-Dparley.preview.allow=127.0.0.1:" + PAGES_PORT,
                            "-Denv.PARLEY_LOG_CONSOLE=WARN",
                            "-Denv.PARLEY_DB_URL=" + database.url(),
                            "-Denv.PARLEY_DB_USER=" + database.login().user(),
                            "-Denv.PARLEY_DB_PASSWORD=" + database.login().password(),
                            "-Dparley.db.owner.user=" + database.owner().user(),
                            "-Dparley.db.owner.password=" + database.owner().password(),
                            "-Dparley.archive.s3.endpoint=http://127.0.0.1:" + STORAGE_PORT,
                            "-Dparley.archive.s3.bucket=" + BUCKET,
                            "-Dparley.archive.s3.access-key=" + RealStorage.ACCESS_KEY,
                            "-Dparley.archive.s3.secret-key=" + RealStorage.SECRET_KEY,
                            "-Dparley.archive.s3.worm=true",
                            "-Dparley.archive.rate=100",
                            "-Dparley.audit.checkpoint=2" + RealReceiver.settings(receiver(), RECEIVER_PORT),
                            "-Dparley.audit.tsa.url=http://127.0.0.1:" + TIME_STAMP_PORT + "/",
                            "-Dparley.audit.tsa.every=1",
                            "-Dparley.seal.store=" + seal().environment().get("PARLEY_SEAL_STORE"),
                            "-Dparley.seal.store-password="
                                    + seal().environment().get("PARLEY_SEAL_STORE_PASSWORD"),
                            "-Dparley.seal.public-key=" + seal().publicFile(),
                            "-Dparley.jwt.private-key=" + keys.privateFile(),
                            "-Dparley.jwt.public-key=" + keys.publicFile()));
        }

        /** The server runs: deploy. */
        public void deploy(@Observes AfterStart event) throws DeploymentException {
            EnterpriseArchive ear = ShrinkWrap.createFromZipFile(
                    EnterpriseArchive.class, HOME.ear().toFile());
            event.getDeployableContainer().deploy(ear);
        }

        /** The server is gone: so may the database. */
        public void stop(@Observes AfterStop event) {
            database().stop();
        }
    }
}
