package chat.parley.bench.history;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.PooledConnection;

import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection for each thread, kept open between uses as the server's pool does, so that statements stay prepared.
 */
final class ThreadConnections extends PGSimpleDataSource {

    private final transient ThreadLocal<PooledConnection> ofThread = ThreadLocal.withInitial(this::connect);

    /** Connections to the database at this JDBC URL. */
    ThreadConnections(String url, String user, String password) {
        setUrl(url);
        setUser(user);
        setPassword(password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return ofThread.get().getConnection();
    }

    private PooledConnection connect() {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(getUrl());
        source.setUser(getUser());
        source.setPassword(getPassword());
        // As in the nodes' pool (server-config/cli/parley.cli)
        source.setOptions("-c plan_cache_mode=force_generic_plan");
        try {
            return source.getPooledConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + getUrl(), e);
        }
    }
}
