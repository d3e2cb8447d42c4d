package chat.parley.ejb.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.health.NodesAtWork;

/**
 * Where the bus does not reach a node that works on the same database, has the log looked at every few seconds instead:
 * the network between nodes may be cut, or a broker away, while each of them goes on writing.
 */
@ApplicationScoped
public class UnheardNodes {

    @Inject
    LiveBus bus;

    @Inject
    NodesAtWork nodes;

    private final CountDownLatch closed = new CountDownLatch(1);

    /** Begins to watch, for this subscriber, on a thread of this executor. */
    void open(LiveSubscriber subscriber, Executor threads) {
        threads.execute(() -> watch(subscriber));
    }

    @PreDestroy
    void close() {
        closed.countDown();
    }

    private void watch(LiveSubscriber subscriber) {
        try {
            while (!closed.await(LiveBus.SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (anybody()) {
                    subscriber.missNode();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean anybody() {
        try {
            Set<String> unheard = new HashSet<>(nodes.names());
            unheard.removeAll(bus.heard());
            unheard.remove(LiveBus.NODE);
            return !unheard.isEmpty();
        } catch (DatabaseException e) {
            ChatLog.LOG.debug("the database is away, and with it all that could be looked for", e);
            return false;
        }
    }
}
