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
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;

/** Taking a message away from everyone's eyes. Its number stays, and what it said is kept as a version. */
@Stateless
public class Withdrawing {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Empties the message; the answer is the number of the change. */
    public long withdraw(Actor actor, ConversationId conversation, long seq) {
        access.toRead(actor, conversation);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toDelete(actor, conversation, own), message);
        PostedMessage deleted = changes.delete(message, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(deleted.rev(), deleted));
        Long thread = deleted.thread();
        if (thread != null) {
            PostedMessage root = changes.uncount(deleted, thread, actor.account(), clock.instant());
            feed.publishOnCommit(new ChatEvent.Changed(root.rev(), root));
        }
        return deleted.rev();
    }
}
