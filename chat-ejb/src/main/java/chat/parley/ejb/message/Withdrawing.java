package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Matter;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
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
    AuditLog audit;

    @Inject
    Clock clock;

    /** Empties the message; the answer is the number of the change. */
    public long withdraw(Actor actor, ConversationId conversation, long seq) {
        access.toRead(actor, conversation);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toDelete(actor, conversation, own), message);
        return empty(actor, message);
    }

    /** The same by the authority of a case, as was decided about it. */
    public long withdraw(Actor actor, ConversationId conversation, long seq, Matter matter) {
        Admission admission = access.toRemove(actor, conversation, matter);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        Changeable.check(admission, message);
        return empty(actor, message);
    }

    private long empty(Actor actor, PostedMessage message) {
        PostedMessage deleted = changes.delete(message, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(deleted.rev(), deleted));
        Long thread = deleted.thread();
        if (thread != null) {
            PostedMessage root = changes.uncount(deleted, thread, actor.account(), clock.instant());
            feed.publishOnCommit(new ChatEvent.Changed(root.rev(), root));
        }
        if (!message.sender().equals(actor.account())) {
            String subject = Subjects.message(message.conversation(), message.seq());
            audit.note(
                    actor,
                    AuditDeed.MESSAGE_REMOVED,
                    subject,
                    new Details().with("sender", message.sender().value()));
        }
        return deleted.rev();
    }
}
