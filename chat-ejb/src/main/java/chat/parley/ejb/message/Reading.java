package chat.parley.ejb.message;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Mark;

/** How far somebody has come: what has reached a device of theirs, and what they have read, on all their devices. */
@ApplicationScoped
public class Reading {

    @Inject
    ConversationAccess access;

    @Inject
    Receipts receipts;

    /** Moves the actor's read position to this message, within two seconds; it never moves back. */
    public void note(Actor actor, ConversationId conversation, long seq) {
        access.toNote(actor, conversation);
        receipts.note(Mark.read(actor.account(), conversation, seq));
    }

    /** The same at once: when this returns, it is written. */
    public void read(Actor actor, ConversationId conversation, long seq) {
        access.toNote(actor, conversation);
        receipts.write(Mark.read(actor.account(), conversation, seq));
    }

    /** Notes which messages have come to a device. Where the actor may not know of it (any more), it means nothing. */
    public void delivered(Actor actor, Map<ConversationId, Long> positions) {
        positions.forEach((conversation, seq) -> {
            try {
                access.toNote(actor, conversation);
            } catch (Denied | Missing e) {
                return;
            }
            receipts.note(Mark.delivered(actor.account(), conversation, seq));
        });
    }
}
