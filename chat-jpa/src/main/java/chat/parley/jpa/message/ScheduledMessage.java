package chat.parley.jpa.message;

import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * A message that an account wants to be posted later.
 *
 * @param id what the message will be called, the same in every try
 * @param body empty once it was sent or deleted
 * @param dueAt when it is to be posted
 * @param problem why it was refused when its time had come, as a code
 */
public record ScheduledMessage(
        UUID id,
        ConversationId conversation,
        @Nullable Long replyTo,
        @Nullable Long thread,
        Format format,
        String body,
        Instant dueAt,
        State state,
        @Nullable String problem) {

    /** What has become of it. */
    public enum State {
        /** Its time has not come. */
        WAITING,
        /** Its time has come, and its writer may not post it. */
        REFUSED,
        /** It is a message now. */
        SENT,
        /** It will be none. */
        DELETED
    }

    /** Whether it is still there to be changed. */
    public boolean pending() {
        return state == State.WAITING || state == State.REFUSED;
    }
}
