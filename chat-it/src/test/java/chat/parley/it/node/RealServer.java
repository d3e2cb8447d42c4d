package chat.parley.it.node;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

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

    /** The role that the node signs in with, whose password is that of the database's owner. */
    static final String APPLICATION_ROLE = "parley_application";

    /** The role that may do everything in the database. */
    static final String SUPERUSER = "postgres";

    private static final int OFFSET = 2500;
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

    /** Where the node says how it does. */
    static URI metrics() {
        return URI.create("http://127.0.0.1:" + (9990 + OFFSET) + "/metrics");
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
        return connection(database().user());
    }

    /** The same as another role; all have the same password. */
    static Connection connection(String role) throws SQLException {
        EmbeddedDatabase database = database();
        return DriverManager.getConnection(database.url(), role, database.password());
    }

    private static SigningKeys keys() {
        return SigningKeys.in(WORK.resolve("keys"));
    }

    /** What the node signs with. */
    static SealKeys seal() {
        return SealKeys.in(WORK.resolve("keys"));
    }

    /** What the receiver keeps that the node hands its audit log to; it is there only while a test starts it. */
    static Path receiver() {
        return WORK.resolve("receiver").toAbsolutePath();
    }

    /** What happens around the server's start and stop. */
    public static final class Life {

        /** Before Arquillian reads how the server is to be started. */
        public void prepare(@Observes(precedence = 10) SetupContainer event) {
            EmbeddedDatabase database = database();
            database.start();
            makeApplicationRole(database);
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
                            "-Dparley.classifier.url=http://127.0.0.1:" + CLASSIFIER_PORT + "/labels",
                            "-Dparley.preview.allow=127.0.0.1:" + PAGES_PORT,
                            "-Denv.PARLEY_LOG_CONSOLE=WARN",
                            "-Denv.PARLEY_DB_URL=" + database.url(),
                            "-Denv.PARLEY_DB_USER=" + APPLICATION_ROLE,
                            "-Denv.PARLEY_DB_PASSWORD=" + database.password(),
                            "-Dparley.db.owner.user=" + database.user(),
                            "-Dparley.db.owner.password=" + database.password(),
                            "-Dparley.audit.checkpoint=2" + RealReceiver.settings(receiver()),
                            "-Dparley.audit.tsa.url=http://127.0.0.1:" + TIME_STAMP_PORT + "/",
                            "-Dparley.audit.tsa.every=1",
                            "-Dparley.seal.private-key=" + seal().privateFile(),
                            "-Dparley.seal.public-key=" + seal().publicFile(),
                            "-Dparley.jwt.private-key=" + keys.privateFile(),
                            "-Dparley.jwt.public-key=" + keys.publicFile()));
        }

        /** What the node signs in with owns nothing. It may be there, with the database of an earlier run. */
        private static void makeApplicationRole(EmbeddedDatabase database) {
            try (Connection connection = connection(SUPERUSER);
                    Statement statement = connection.createStatement()) {
                statement.execute("""
                        do $$ begin
                            create role %s login;
                        exception when duplicate_object then
                            null;
                        end $$
                        """.formatted(APPLICATION_ROLE));
                statement.execute("alter role %s password '%s'".formatted(APPLICATION_ROLE, database.password()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
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
