package chat.parley.jpa.message;

import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be: its sender was let in, but it has no number and does not exist yet.
 *
 * @param id what the sender's client calls it, the same in every try
 * @param accessRev the state of the conversation's rules under which the sender was let in
 * @param source what it is a copy of
 * @param purpose what it wants of its readers besides being read
 * @param thread the message whose thread it is to belong to
 * @param body checked already: not empty, not too long, storable
 * @param mentioned whom it speaks to, which its sender may
 */
public record Draft(
        ConversationId conversation,
        AccountId sender,
        UUID id,
        long accessRev,
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Source source,
        @Nullable Purpose purpose,
        Format format,
        String body,
        Mentioned mentioned) {

    /** A message that wants nothing but being read, and speaks to nobody. */
    public Draft(
            ConversationId conversation,
            AccountId sender,
            UUID id,
            long accessRev,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable Source source,
            Format format,
            String body) {
        this(conversation, sender, id, accessRev, replyTo, thread, source, null, format, body, Mentioned.NOBODY);
    }

    /** A message that is in no thread and no copy, speaks to nobody, and wants nothing but being read. */
    public Draft(
            ConversationId conversation,
            AccountId sender,
            UUID id,
            long accessRev,
            @Nullable Long replyTo,
            Format format,
            String body) {
        this(conversation, sender, id, accessRev, replyTo, null, null, null, format, body, Mentioned.NOBODY);
    }
}
