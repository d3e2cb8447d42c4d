package chat.parley.jpa.message;

import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A message that exists, as it is now.
 *
 * @param seq its number in the conversation, from 1, without gaps
 * @param rev the number of the last change made to it, 0 if there was none
 * @param id what its sender's client called it; a resend has the same
 * @param replyTo the number of the message it answers
 * @param source what it is a copy of, if it was forwarded
 * @param purpose what it wants of its readers besides being read
 * @param thread the number of the message whose thread it belongs to
 * @param body empty once {@code deletedAt} is set
 * @param parts what hangs on it; null if nothing does
 */
public record PostedMessage(
        ConversationId conversation,
        long seq,
        long rev,
        UUID id,
        AccountId sender,
        Instant at,
        Format format,
        String body,
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Source source,
        @Nullable Purpose purpose,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable MessageParts parts) {

    /** A message that is in no thread, was not forwarded, wants nothing, and on which nothing hangs. */
    public PostedMessage(
            ConversationId conversation,
            long seq,
            long rev,
            UUID id,
            AccountId sender,
            Instant at,
            Format format,
            String body,
            @Nullable Long replyTo,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt) {
        this(
                conversation,
                seq,
                rev,
                id,
                sender,
                at,
                format,
                body,
                replyTo,
                null,
                null,
                null,
                editedAt,
                deletedAt,
                null);
    }

    /** The same message with this on it. */
    public PostedMessage with(@Nullable MessageParts others) {
        return copy(body, others);
    }

    /** The same message saying this. */
    PostedMessage saying(String text) {
        return copy(text, parts);
    }

    private PostedMessage copy(String text, @Nullable MessageParts others) {
        return new PostedMessage(
                conversation,
                seq,
                rev,
                id,
                sender,
                at,
                format,
                text,
                replyTo,
                thread,
                source,
                purpose,
                editedAt,
                deletedAt,
                others);
    }

    /** Whether its text may have moved: people say something, and that they deleted it is noted. */
    public boolean isBare() {
        return body.isEmpty() && deletedAt == null && format != Format.SYSTEM;
    }
}
