package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Removals;
import org.jspecify.annotations.Nullable;

/** Taking a message away from everyone's eyes. Its number stays, and what it said is kept as a version. */
@Stateless
public class Withdrawing {

    private static final int LONGEST_REASON = 500;

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    Removals removals;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /**
     * Empties the message; the answer is the number of the change. Whoever wrote it is told if it was another.
     *
     * @param reason why, in a word to the one who wrote it; of one's own message nothing is noted
     */
    public long withdraw(Actor actor, ConversationId conversation, long seq, @Nullable String reason) {
        String said = reason == null || reason.isBlank() ? null : check(reason.strip());
        access.toRead(actor, conversation);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toDelete(actor, conversation, own), message);
        PostedMessage deleted = changes.delete(message, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(deleted.rev(), deleted));
        if (!own) {
            tell(new Removal(conversation, seq, message.sender(), actor.account(), clock.instant(), said));
        }
        Long thread = deleted.thread();
        if (thread != null) {
            PostedMessage root = changes.uncount(deleted, thread, actor.account(), clock.instant());
            feed.publishOnCommit(new ChatEvent.Changed(root.rev(), root));
        }
        return deleted.rev();
    }

    private void tell(Removal removal) {
        long rev = numbers.next(removal.sender());
        removals.add(removal, rev);
        feed.publishOnCommit(new ChatEvent.MessageRemoved(removal.sender(), removal, rev));
    }

    private static String check(String reason) {
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Rejected("removal.reason", "A reason has at most " + LONGEST_REASON + " characters.");
        }
        return reason;
    }
}
