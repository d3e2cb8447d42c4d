package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Responses;

/**
 * Counts what was answered to messages, and tells it as a change of each: one change, however many have answered since the
 * last (docs/decisions/0136). Any node counts what any node has written, so nothing is lost with one.
 */
@Stateless
public class Counting {

    @Inject
    Messages messages;

    @Inject
    Changes changes;

    @Inject
    Responses responses;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** Counts what is not counted yet in a conversation. */
    public void count(ConversationId conversation) {
        changes.lock(conversation);
        for (long seq : responses.takeUntold(conversation)) {
            messages.find(conversation, seq)
                    .filter(message -> message.deletedAt() == null)
                    .ifPresent(this::count);
        }
    }

    private void count(PostedMessage message) {
        PostedMessage counted = changes.count(message, clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(counted.rev(), counted));
    }
}
