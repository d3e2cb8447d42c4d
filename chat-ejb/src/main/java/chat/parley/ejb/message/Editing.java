package chat.parley.ejb.message;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.screening.Screening;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * Giving one's own message another text. What it said before is kept as a version. The new text is judged like a message,
 * before the conversation is held; what a rule would hold back stays as it was (docs/decisions/0152).
 */
@ApplicationScoped
public class Editing {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Screening screening;

    @Inject
    Rewriting rewriting;

    /** Changes the text; the answer is the number of the change. */
    public long edit(Actor actor, ConversationId conversation, long seq, String body) {
        MessageBody.check(body);
        access.toRead(actor, conversation);
        return rewriting.rewrite(actor, conversation, seq, body, judged(actor, conversation, seq, body));
    }

    /** The rule that wants it looked at, if one does; most places have none, and nothing more is asked there. */
    private @Nullable String judged(Actor actor, ConversationId conversation, long seq, String body) {
        if (!screening.concerns(actor, conversation)) {
            return null;
        }
        UUID id = Changeable.find(messages, conversation, seq).id();
        ScreeningRule rule = screening.judge(actor, conversation, id, body).rule();
        if (rule == null) {
            return null;
        }
        if (rule.verdict().stricterThan(Ruling.FLAG)) {
            throw HoldingBack.refused(rule.words());
        }
        return rule.name();
    }
}
