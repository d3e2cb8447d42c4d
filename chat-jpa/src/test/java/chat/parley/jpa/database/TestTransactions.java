package chat.parley.jpa.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Transactions as the container would make them: within {@link #run} every connection of this thread is the same one,
 * and all that was done is committed at the end, or nothing if an exception left it. Outside, each statement commits.
 */
public final class TestTransactions implements DataSource {

    private final DataSource source;
    private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

    TestTransactions(DataSource source) {
        this.source = source;
    }

    /** Does the work in one transaction. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Does the work in one transaction and returns what it returns. */
    public <T> T call(Supplier<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            CURRENT.set(connection);
            boolean done = false;
            try {
                T result = work.get();
                done = true;
                return result;
            } finally {
                CURRENT.remove();
                if (done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection shared = CURRENT.get();
        return shared == null ? source.getConnection() : borrowed(shared);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** Who borrows it neither closes nor commits it. */
    private static Connection borrowed(Connection shared) {
        return (Connection) Proxy.newProxyInstance(
                TestTransactions.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close", "commit", "setAutoCommit" -> {
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(shared, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
