package chat.parley.jpa.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What became of a draft that was handed to the log. */
public sealed interface Appended {

    /**
     * It is a message now.
     *
     * @param answered the number of the change of its thread's root that counts it, with the last one of a batch that does
     */
    record Posted(PostedMessage message, @Nullable Long answered) implements Appended {

        /** It is a message now, and no other has changed. */
        public Posted(PostedMessage message) {
            this(message, null);
        }
    }

    /** It was a message already: the same sender sent it under the same id before. */
    record Resent(long seq, Instant at) implements Appended {}

    /** Who may do what has changed since its sender was let in. Nothing was written. */
    record Stale() implements Appended {}

    /** There is no such conversation. */
    record Missing() implements Appended {}

    /** It answers a message that does not exist. */
    record Orphan() implements Appended {}

    /** There is no message of which it could be in the thread. */
    record Rootless() implements Appended {}
}
