package chat.parley.jpa.database;

import java.io.IOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL with our schema, started once for all tests of the module ({@code @ExtendWith(RealDatabase.class)}). A
 * test class asks for a {@link Database}, {@link TestTransactions}, {@link TestEntities}, {@link Sequences} or {@link DataSource} as a
 * parameter of its constructor or methods. What tests leave in it stays: each makes an organization of its own.
 */
public final class RealDatabase implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RealDatabase.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class
                || type == TestTransactions.class
                || type == Sequences.class
                || type == TestEntities.class
                || type == DataSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Database.class) {
            return running.database;
        }
        if (type == TestEntities.class) {
            return running.entities;
        }
        return type == Sequences.class ? running.sequences : running.transactions;
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }

    private record Running(
            EmbeddedPostgres server,
            TestTransactions transactions,
            Database database,
            Sequences sequences,
            TestEntities entities)
            implements AutoCloseable {

        static Running start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_locks_per_transaction", "256")
                        .setServerConfig("timezone", "UTC")
                        .start();
                TestTransactions transactions = new TestTransactions(server.getPostgresDatabase());
                SchemaMigration.migrate(transactions);
                Database database = new Database(transactions);
                return new Running(
                        server, transactions, database, new Sequences(database), new TestEntities(transactions));
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            entities.close();
            server.close();
        }
    }
}
