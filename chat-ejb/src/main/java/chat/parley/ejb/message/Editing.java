package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;

/** Giving one's own message another text. What it said before is kept as a version. */
@Stateless
public class Editing {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Addressing addressing;

    @Inject
    Changes changes;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Changes the text; the answer is the number of the change. */
    public long edit(Actor actor, ConversationId conversation, long seq, String body) {
        MessageBody.check(body);
        access.toRead(actor, conversation);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toEdit(actor, conversation, own), message);
        Mentioned mentioned = addressing.of(actor, message, body);
        PostedMessage edited = changes.edit(message, body, mentioned, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(edited.rev(), edited));
        return edited.rev();
    }
}
