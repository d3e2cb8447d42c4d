package chat.parley.web.delivery;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who catches up or heals reads the log in turn. However many clients come back at once, half of the connections to the
 * database are left to those who send; and whoever waits does so here, in the order they came, and not at the pool, which
 * gives up after seconds.
 */
@ApplicationScoped
public class ReadingTurns {

    @Inject
    @ConfigProperty(name = "parley.db.pool", defaultValue = "20")
    int pool;

    @SuppressWarnings("NullAway.Init")
    private Semaphore turns;

    @PostConstruct
    void open() {
        turns = new Semaphore(Math.max(1, pool / 2), true);
    }

    /** Runs this when it is its turn. */
    void take(Runnable work) {
        turns.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turns.release();
        }
    }

    /** Lets somebody else have the turn of the one who calls, while this goes on. */
    boolean without(BooleanSupplier work) {
        turns.release();
        try {
            return work.getAsBoolean();
        } finally {
            turns.acquireUninterruptibly();
        }
    }
}
