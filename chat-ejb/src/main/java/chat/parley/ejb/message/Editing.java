package chat.parley.ejb.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;

/**
 * Giving one's own message another text. What it said before is kept as a version. The new text is judged like a message,
 * before the conversation is locked.
 */
@ApplicationScoped
public class Editing {

    @Inject
    PostingRate rate;

    @Inject
    ConversationAccess access;

    @Inject
    Vetting vetting;

    @Inject
    Rewriting rewriting;

    /** Changes the text; the answer is the number of the change. */
    public long edit(Actor actor, ConversationId conversation, long seq, String body) {
        MessageBody.check(body);
        rate.take(actor);
        access.toRead(actor, conversation);
        Vetting.Reworded reworded = vetting.change(actor, conversation, seq, body);
        return rewriting.rewrite(actor, conversation, seq, reworded.body(), reworded.rule());
    }
}
