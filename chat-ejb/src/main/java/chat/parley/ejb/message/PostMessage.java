package chat.parley.ejb.message;

import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Source;
import org.jspecify.annotations.Nullable;

/**
 * The wish to post a message.
 *
 * @param source what it is a copy of; checked already: the one who wishes may read it, and the body is its body
 * @param purpose what it wants of its readers besides being read
 * @param anyway that it is to be posted although its sender was asked whether it should be
 * @param thread the message whose thread it is to belong to
 * @param id made by the client, the same in every try: a second try is answered with what the first one achieved
 */
public record PostMessage(
        ConversationId conversation,
        UUID id,
        Format format,
        String body,
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Source source,
        @Nullable Purpose purpose,
        boolean anyway) {

    /** The wish of somebody who was not asked yet. */
    public PostMessage(
            ConversationId conversation,
            UUID id,
            Format format,
            String body,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable Source source,
            @Nullable Purpose purpose) {
        this(conversation, id, format, body, replyTo, thread, source, purpose, false);
    }

    /** The wish to post a message that wants nothing but being read. */
    public PostMessage(
            ConversationId conversation,
            UUID id,
            Format format,
            String body,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable Source source) {
        this(conversation, id, format, body, replyTo, thread, source, null);
    }

    /** The same with other words. */
    PostMessage saying(String otherBody, @Nullable Purpose otherPurpose) {
        return new PostMessage(conversation, id, format, otherBody, replyTo, thread, source, otherPurpose, anyway);
    }
}
