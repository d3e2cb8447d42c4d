package chat.parley.ejb.message;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Source;
import org.jspecify.annotations.Nullable;

/**
 * Saying in one conversation what was said in another: a copy, which stays when the original goes, and says whose words
 * they are. Where they were said is shown to those only who may see it there.
 */
@ApplicationScoped
public class Forwarding {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    /** The wish to post a copy; {@code id} is made by the client, the same in every try. */
    public record ForwardMessage(
            ConversationId to,
            UUID id,
            ConversationId from,
            long seq,
            @Nullable Long thread) {}

    /**
     * The copy, to be posted like any message. Of a copy it is a copy of the same original.
     *
     * @throws chat.parley.ejb.problem.ChatException if the actor may not see the original, or it cannot be copied
     */
    public PostMessage copy(Actor actor, ForwardMessage wish) {
        PostedMessage original = Changeable.whole(access.toRead(actor, wish.from()), messages, wish.seq());
        Source source = original.source();
        access.toCarry(source == null ? original.sender() : source.sender(), wish.to());
        return new PostMessage(
                wish.to(),
                wish.id(),
                original.format(),
                original.body(),
                null,
                wish.thread(),
                source == null ? new Source(wish.from(), wish.seq(), original.sender()) : source);
    }

    /** Where the words of a copy were said first, for whoever may see both. */
    public Source source(Actor actor, ConversationId conversation, long seq) {
        PostedMessage copy = Changeable.readable(access.toRead(actor, conversation), messages, seq);
        Source source = copy.source();
        if (source == null || copy.deletedAt() != null) {
            throw Changeable.missing();
        }
        if (!isThere(actor, source)) {
            throw Changeable.missing();
        }
        return source;
    }

    private boolean isThere(Actor actor, Source source) {
        try {
            return Changeable.readable(access.toRead(actor, source.conversation()), messages, source.seq())
                            .deletedAt()
                    == null;
        } catch (Denied | Missing e) {
            return false;
        }
    }
}
