package chat.parley.jpa.message;

import java.time.Instant;

/** Something in an inbox that concerns its account. */
public sealed interface InboxItem {

    /** A message that speaks to it, or the root of a thread that it follows. */
    PostedMessage message();

    /** When it came; what an edit added came with the edit. */
    Instant at();

    /** The same with its message read again. */
    InboxItem with(PostedMessage complete);

    /**
     * It was mentioned.
     *
     * @param read it has read the conversation, or the thread, to there
     * @param done it has put it away
     */
    record OfMention(PostedMessage message, Instant at, boolean read, boolean done) implements InboxItem {
        @Override
        public OfMention with(PostedMessage complete) {
            return new OfMention(complete, at, read, done);
        }
    }

    /** So many replies in a thread are unread. */
    record OfThread(PostedMessage message, Instant at, long unread) implements InboxItem {
        @Override
        public OfThread with(PostedMessage complete) {
            return new OfThread(complete, at, unread);
        }
    }
}
