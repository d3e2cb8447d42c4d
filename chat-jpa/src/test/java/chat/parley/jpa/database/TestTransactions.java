package chat.parley.jpa.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Transactions as the container would make them: within {@link #run} every connection of this thread is the same one,
 * and all that was done is committed at the end, or nothing if an exception left it. Outside, each statement commits.
 */
public final class TestTransactions implements DataSource {

    private static final ThreadLocal<@Nullable Running> CURRENT = new ThreadLocal<>();

    private final DataSource source;

    /** What is to be done at the end of a transaction, before its connection commits or rolls back. */
    interface Ending {
        void end(boolean done);
    }

    private record Running(Connection connection, List<Ending> endings) {

        void end(boolean done) {
            endings.forEach(ending -> ending.end(done));
        }
    }

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
        Running before = CURRENT.get();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            Running running = new Running(connection, new ArrayList<>());
            CURRENT.set(running);
            boolean done = false;
            try {
                T result = work.get();
                running.end(true);
                done = true;
                return result;
            } finally {
                if (done) {
                    connection.commit();
                } else {
                    running.end(false);
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            CURRENT.set(before);
        }
    }

    /** Whether a transaction of this thread runs; then this is done at its end. */
    boolean atEnd(Ending ending) {
        Running running = CURRENT.get();
        if (running == null) {
            return false;
        }
        running.endings.add(ending);
        return true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Running running = CURRENT.get();
        return running == null ? source.getConnection() : borrowed(running.connection);
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
