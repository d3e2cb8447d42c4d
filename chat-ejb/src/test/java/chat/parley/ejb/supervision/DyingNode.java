package chat.parley.ejb.supervision;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A data source of a node that is killed before one of its statements: the database sees its connection end, and nothing is
 * committed or rolled back by anybody.
 */
final class DyingNode {

    private final DataSource source;
    private int left;
    private boolean dead;

    DyingNode(DataSource source) {
        this.source = source;
    }

    DataSource source() {
        return proxy(DataSource.class, source);
    }

    /** Lives anew, for so many statements. */
    void live(int statements) {
        left = statements;
        dead = false;
    }

    /** Whether it has died. */
    boolean isDead() {
        return dead;
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (target instanceof Connection connection
                            && method.getName().equals("prepareStatement")
                            && left-- == 0) {
                        dead = true;
                        kill(connection);
                    }
                    Object result = call(target, method, arguments);
                    return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                }));
    }

    private static void kill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pg_backend_pid())");
        }
    }

    @SuppressWarnings("NullAway")
    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
