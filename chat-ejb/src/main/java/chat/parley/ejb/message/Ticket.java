package chat.parley.ejb.message;

import java.util.concurrent.CountDownLatch;

import chat.parley.ejb.tracing.Step;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import org.jspecify.annotations.Nullable;

/** A draft in the log's queue, and where its sender waits for what becomes of it. */
final class Ticket {

    private final Draft draft;
    private final Step appending;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Appended appended;
    private @Nullable RuntimeException failure;

    Ticket(Draft draft, Step appending) {
        this.draft = draft;
        this.appending = appending;
    }

    Draft draft() {
        return draft;
    }

    /** What whoever is told of the message has to know for its trace. */
    @Nullable
    String trace() {
        return appending.trace();
    }

    /** It is about to be written, as one of so many. */
    void taken(int batch) {
        appending.taken(batch);
    }

    void complete(Appended outcome) {
        appended = outcome;
        appending.end();
        done.countDown();
    }

    void fail(RuntimeException cause) {
        failure = cause;
        appending.fail(cause);
        done.countDown();
    }

    /** Waits until the log has taken or refused the draft. The log answers every ticket, so this ends. */
    Appended await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the log", e);
        }
        if (appended == null) {
            throw failure == null ? new IllegalStateException("a ticket was closed without an answer") : failure;
        }
        return appended;
    }
}
