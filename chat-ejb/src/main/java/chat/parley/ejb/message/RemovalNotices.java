package chat.parley.ejb.message;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Removals;
import org.jspecify.annotations.Nullable;

/** Tells whoever wrote a message that somebody else took it away, and notes it in the audit log. */
@ApplicationScoped
public class RemovalNotices {

    @Inject
    Removals removals;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    AuditLog audit;

    /** It was taken away at this moment; in the transaction that does it, as the last thing in it. */
    void note(Actor by, PostedMessage message, Instant at, @Nullable String reason) {
        Removal removal =
                new Removal(message.conversation(), message.seq(), message.sender(), by.account(), at, reason);
        long rev = numbers.next(message.sender());
        removals.add(removal, rev);
        feed.publishOnCommit(new ChatEvent.MessageRemoved(message.sender(), removal, rev));
        audit.note(
                by,
                AuditDeed.MESSAGE_REMOVED,
                Subjects.message(message.conversation(), message.seq()),
                new Details().with("sender", message.sender().value()).with("why", reason));
    }
}
