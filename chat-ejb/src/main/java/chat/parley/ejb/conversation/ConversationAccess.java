package chat.parley.ejb.conversation;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;

/**
 * The only door to a conversation. Whoever holds an {@link Admission} has been let in. To those who may not know of a
 * conversation it is missing, not forbidden, so that ids cannot be probed.
 */
@ApplicationScoped
public class ConversationAccess {

    /** To post; answered from memory where possible, since the log's writer checks {@code accessRev} anyway. */
    public Admission toPost(Actor actor, ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    /** To post, asked of the database again because the last admission was stale. */
    public Admission toPostAfresh(Actor actor, ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    /** To read; always asked of the database. */
    public Admission toRead(Actor actor, ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    /** To edit a message of one's own, or to delete one: {@code own} says whose it is. Asked of the database. */
    public Admission toEdit(Actor actor, ConversationId conversation, boolean own) {
        throw new UnsupportedOperationException();
    }

    /** To take a message away from everyone: one's own, or another's as a moderator. Asked of the database. */
    public Admission toDelete(Actor actor, ConversationId conversation, boolean own) {
        throw new UnsupportedOperationException();
    }
}
