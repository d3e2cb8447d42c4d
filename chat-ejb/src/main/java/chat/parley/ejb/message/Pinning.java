package chat.parley.ejb.message;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Pins;
import chat.parley.jpa.message.PostedMessage;

/** Keeping messages in sight, for everybody in a conversation. */
@Stateless
public class Pinning {

    /** So many messages a conversation keeps in sight. */
    static final int MOST_PINS = 100;

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    Pins pins;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /**
     * Pins a message, or takes the pin away. What is so already stays so, and nobody is told.
     *
     * @return the number of the message's last change, after which it is so
     */
    public long pin(Actor actor, ConversationId conversation, long seq, boolean on) {
        rate.take(actor);
        access.toRead(actor, conversation);
        changes.lock(conversation, seq);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        Changeable.check(access.toPin(actor, conversation), message);
        MessageParts parts = message.parts();
        if ((parts != null && parts.pin() != null) == on) {
            return message.rev();
        }
        if (on && pins.count(conversation) >= MOST_PINS) {
            throw new Conflict("pin.too-many", "A conversation keeps at most " + MOST_PINS + " messages in sight.");
        }
        PostedMessage changed = on
                ? changes.pin(message, actor.account(), clock.instant())
                : changes.unpin(message, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(changed.rev(), changed));
        return changed.rev();
    }

    /** The pinned messages that somebody may see, what was pinned last first; at most {@value #MOST_PINS}. */
    public List<PostedMessage> pinned(Actor actor, ConversationId conversation) {
        return pins.of(conversation, access.toRead(actor, conversation).span());
    }
}
