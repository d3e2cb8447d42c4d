package chat.parley.web.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import chat.parley.ejb.problem.ChatLog;

/**
 * Compares something with the database whenever news may have been missed: soon, once however often that is said
 * meanwhile, and again until the database answers.
 */
final class Recheck {

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final String what;
    private final Runnable comparison;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    /** Compares {@code what}, as operators are told where it fails. */
    Recheck(String what, Runnable comparison) {
        this.what = what;
        this.comparison = comparison;
    }

    /** Has it done on one of these threads, unless it is about to be done anyway. */
    void ask(NodeThreads threads) {
        wanted.set(true);
        if (running.compareAndSet(false, true)) {
            threads.start(this::run);
        }
    }

    private void run() {
        do {
            boolean failed = false;
            while (wanted.getAndSet(false)) {
                try {
                    comparison.run();
                } catch (RuntimeException e) {
                    if (!failed) {
                        ChatLog.LOG.healFailed(e, what);
                    }
                    failed = true;
                    wanted.set(true);
                    NodeThreads.pause(AFTER_FAILURE);
                }
            }
            running.set(false);
        } while (wanted.get() && running.compareAndSet(false, true));
    }
}
