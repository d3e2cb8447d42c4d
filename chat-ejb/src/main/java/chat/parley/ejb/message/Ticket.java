package chat.parley.ejb.message;

import java.util.concurrent.CountDownLatch;

import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import org.jspecify.annotations.Nullable;

/** A draft in the log's queue, and where its sender waits for what becomes of it. */
final class Ticket {

    private final Draft draft;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Appended appended;
    private @Nullable RuntimeException failure;

    Ticket(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    void complete(Appended outcome) {
        appended = outcome;
        done.countDown();
    }

    void fail(RuntimeException cause) {
        failure = cause;
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
