package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.HiddenMessages;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.SavedMark;

/** Deleting messages for oneself: one's devices show them no longer, everybody else's do. Nobody else is told. */
@Stateless
public class Hiding {

    /** So many messages one can have hidden. */
    static final int MOST_HIDDEN = 5_000;

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    HiddenMessages hidden;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /** Hides a message one may see. What is hidden already stays so, and no device is told. */
    public void hide(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        Changeable.readable(access.toRead(actor, conversation), messages, seq);
        AccountId account = actor.account();
        if (hidden.has(account, conversation, seq)) {
            return;
        }
        long rev = numbers.next(actor);
        if (hidden.count(account) >= MOST_HIDDEN) {
            throw new Conflict("hidden.too-many", "One has at most " + MOST_HIDDEN + " messages hidden.");
        }
        put(account, new SavedMark(conversation, seq, clock.instant()), rev);
    }

    /** Shows it again. */
    public void show(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        AccountId account = actor.account();
        if (hidden.has(account, conversation, seq)) {
            put(account, new SavedMark(conversation, seq, null), numbers.next(actor));
        }
    }

    private void put(AccountId account, SavedMark mark, long rev) {
        hidden.put(account, mark, rev);
        feed.publishOnCommit(new ChatEvent.MessageHidden(account, mark, rev));
    }
}
