package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.screening.MessageFlags;
import org.jspecify.annotations.Nullable;

/** The transaction in which a message is given another text, which was judged before. */
@Stateless
public class Rewriting {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Addressing addressing;

    @Inject
    Changes changes;

    @Inject
    MessageFlags flags;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /**
     * Changes the text; the answer is the number of the change.
     *
     * @param rule the rule that wants a moderator to look at it; null if none does
     */
    public long rewrite(Actor actor, ConversationId conversation, long seq, String body, @Nullable String rule) {
        changes.lock(conversation, seq);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toEdit(actor, conversation, own), message);
        if (message.source() != null) {
            throw new Conflict(
                    "message.forwarded", "These are somebody else's words; nobody puts others into their mouth.");
        }
        if (rule != null) {
            flags.noteAgain(conversation, message.sender(), message.id(), rule, clock.instant());
        }
        Mentioned mentioned = addressing.of(actor, message, body);
        PostedMessage edited = changes.edit(message, body, mentioned, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(edited.rev(), edited));
        return edited.rev();
    }
}
