package chat.parley.jpa.message;

import java.time.Instant;

/** What became of a draft that was handed to the log. */
public sealed interface Appended {

    /** It is a message now. */
    record Posted(PostedMessage message) implements Appended {}

    /** It was a message already: the same sender sent it under the same id before. */
    record Resent(long seq, Instant at) implements Appended {}

    /** Who may do what has changed since its sender was let in. Nothing was written. */
    record Stale() implements Appended {}

    /** There is no such conversation. */
    record Missing() implements Appended {}

    /** It answers a message that does not exist. */
    record Orphan() implements Appended {}
}
