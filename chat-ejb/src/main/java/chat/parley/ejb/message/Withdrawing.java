package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Instant;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Matter;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
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
    RemovalNotices notices;

    @Inject
    Emptying emptying;

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
        changes.lock(conversation, seq);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toDelete(actor, conversation, own), message);
        return empty(actor, message, said);
    }

    /** The same by the authority of a case, as was decided about it. */
    public long withdraw(Actor actor, ConversationId conversation, long seq, Matter matter, @Nullable String reason) {
        Admission admission = access.toRemove(actor, conversation, matter);
        changes.lock(conversation, seq);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        Changeable.check(admission, message);
        return empty(actor, message, reason);
    }

    private long empty(Actor actor, PostedMessage message, @Nullable String reason) {
        Instant now = clock.instant();
        PostedMessage deleted = emptying.empty(message, actor.account(), now);
        if (!message.sender().equals(actor.account())) {
            notices.note(actor, message, now, reason);
        }
        return deleted.rev();
    }

    private static String check(String reason) {
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Rejected("removal.reason", "A reason has at most " + LONGEST_REASON + " characters.");
        }
        return reason;
    }
}
