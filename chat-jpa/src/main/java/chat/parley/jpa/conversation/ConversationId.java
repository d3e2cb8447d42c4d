package chat.parley.jpa.conversation;

import jakarta.persistence.Embeddable;

/** The number of a conversation, given out by the application and never used again. */
@Embeddable
public record ConversationId(long value) {

    /** Checks that the number is positive. */
    public ConversationId {
        if (value < 1) {
            throw new IllegalArgumentException("a conversation: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
