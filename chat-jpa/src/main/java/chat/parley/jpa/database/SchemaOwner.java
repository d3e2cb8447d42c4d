package chat.parley.jpa.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A role that owns the schema and does nothing but migrate it, apart from the one that the application signs in with. That
 * one then may do what the application does, and cannot change what is only ever added to: it has not the right, and cannot
 * take away the triggers that refuse it to everybody.
 */
final class SchemaOwner {

    /** Tables that the application adds to and reads. */
    private static final List<String> ONLY_ADDED_TO =
            List.of("audit_entry", "audit_checkpoint", "audit_stamp", "seal_key");

    /** Held by whoever grants: two at once would get into each other's way. */
    private static final long GRANTING = 7_023_116_002L;

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    SchemaOwner(String user, String password) {
        source.setUser(user);
        source.setPassword(password);
    }

    /** The one that these settings name, if they name any. */
    static Optional<SchemaOwner> of(Function<String, @Nullable String> settings) {
        String user = settings.apply("parley.db.owner.user");
        String password = settings.apply("parley.db.owner.password");
        return user == null || user.isBlank()
                ? Optional.empty()
                : Optional.of(new SchemaOwner(user, password == null ? "" : password));
    }

    /**
     * Brings the schema up to date, and lets the role of this data source do with it what the application does.
     *
     * @throws IllegalStateException if that role may change what is only added to all the same
     */
    void migrateFor(DataSource application) {
        try {
            String role = connectBeside(application);
            SchemaMigration.migrate(source);
            check(application, role, "pg_has_role(c.relowner, 'member')");
            grantTo(role);
            check(application, role, "has_table_privilege(c.oid, 'update, delete, truncate, trigger')");
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private void grantTo(String role) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String to = quoted(role);
            String database = quoted(connection.getCatalog());
            statement.execute("select pg_advisory_xact_lock(" + GRANTING + ")");
            statement.execute("grant create on database " + database + " to " + to);
            statement.execute("grant usage on schema public to " + to);
            statement.execute("grant select, insert, update, delete on all tables in schema public to " + to);
            statement.execute("grant usage, select, update on all sequences in schema public to " + to);
            String added = String.join(", ", ONLY_ADDED_TO);
            statement.execute("revoke update, delete, truncate, references, trigger on " + added + " from " + to);
            statement.execute("revoke insert, update, delete, truncate on flyway_schema_history from " + to);
            connection.commit();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Of a superuser each of these is true. */
    private static void check(DataSource application, String role, String mayChange) throws SQLException {
        String tables = String.join("', '", ONLY_ADDED_TO);
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select c.relname from pg_class c where c.relname in ('" + tables
                        + "') and c.relnamespace = 'public'::regnamespace and " + mayChange)) {
            if (row.next()) {
                throw new IllegalStateException("The role " + role + " of PARLEY_DB_USER may change "
                        + row.getString(1) + " although PARLEY_DB_OWNER_USER is set: it is a superuser, or the owner,"
                        + " or belongs to one of them");
            }
        }
    }

    /** To the same database; the answer is the role that is signed in there. */
    private String connectBeside(DataSource application) throws SQLException {
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            source.setUrl(connection.getMetaData().getURL());
            row.next();
            return row.getString(1);
        }
    }
}
