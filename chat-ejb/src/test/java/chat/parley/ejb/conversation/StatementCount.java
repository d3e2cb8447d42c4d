package chat.parley.ejb.conversation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that go through a data source. */
final class StatementCount {

    private final AtomicInteger count = new AtomicInteger();

    /** The same data source, counted. */
    DataSource counting(DataSource source) {
        return proxy(DataSource.class, source);
    }

    /** How many statements this takes. */
    int of(Runnable work) {
        count.set(0);
        work.run();
        return count.get();
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        count.incrementAndGet();
                    }
                    Object result = call(target, method, arguments);
                    return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                }));
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
