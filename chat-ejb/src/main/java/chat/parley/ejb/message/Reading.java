package chat.parley.ejb.message;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.ReadCursors;

/** Noting how far somebody has read, on all their devices. */
@Stateless
public class Reading {

    @Inject
    ConversationAccess access;

    @Inject
    ReadCursors cursors;

    @Inject
    LiveFeed feed;

    /** Moves the actor's read position to this message; it never moves back. */
    public void read(Actor actor, ConversationId conversation, long seq) {
        Admission admission = access.toRead(actor, conversation);
        long upTo = Math.min(seq, admission.span().to());
        cursors.advance(actor.account(), conversation, upTo)
                .ifPresent(
                        rev -> feed.publishOnCommit(new ChatEvent.ReadMoved(actor.account(), conversation, upTo, rev)));
    }
}
