package chat.parley.jpa.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import org.jspecify.annotations.Nullable;

/**
 * Entities as the container would manage them: the {@link #manager()} works in the running transaction of {@link
 * TestTransactions}, and writes at its end what was changed. Hibernate validates the mappings against the real schema
 * when the first of them is asked for.
 */
public final class TestEntities {

    private static final ThreadLocal<@Nullable EntityManager> CURRENT = new ThreadLocal<>();

    private final TestTransactions transactions;
    private @Nullable EntityManagerFactory factory;

    TestEntities(TestTransactions transactions) {
        this.transactions = transactions;
    }

    /** What {@code @PersistenceContext} injects. */
    public EntityManager manager() {
        return (EntityManager) Proxy.newProxyInstance(
                TestEntities.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, arguments) -> invoke(method, arguments));
    }

    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    @SuppressWarnings("NullAway")
    private @Nullable Object invoke(Method method, Object[] arguments) throws Throwable {
        EntityManager joined = joined();
        EntityManager used = joined == null ? factory().createEntityManager() : joined;
        try {
            return method.invoke(used, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (joined == null && !method.getName().equals("createQuery")) {
                used.close();
            }
        }
    }

    private @Nullable EntityManager joined() {
        EntityManager known = CURRENT.get();
        if (known != null) {
            return known;
        }
        boolean running = transactions.atEnd(TestEntities::end);
        if (!running) {
            return null;
        }
        EntityManager begun = factory().createEntityManager();
        begun.getTransaction().begin();
        CURRENT.set(begun);
        return begun;
    }

    private static void end(boolean done) {
        EntityManager ended = CURRENT.get();
        CURRENT.remove();
        if (ended != null) {
            try (ended) {
                if (done) {
                    ended.getTransaction().commit();
                } else {
                    ended.getTransaction().rollback();
                }
            }
        }
    }

    private synchronized EntityManagerFactory factory() {
        EntityManagerFactory known = factory;
        if (known == null) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
            settings.put("jakarta.persistence.nonJtaDataSource", transactions);
            settings.put("jakarta.persistence.jtaDataSource", null);
            known = Persistence.createEntityManagerFactory("parley", settings);
            factory = known;
        }
        return known;
    }
}
