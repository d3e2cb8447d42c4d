package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.SavedMessages.Saved;
import org.jspecify.annotations.Nullable;

/** Marking messages for oneself, to come back to. Nobody else is told. */
@Stateless
public class Saving {

    /** So many messages one can have marked. */
    static final int MOST_SAVED = 1_000;

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    SavedMessages saved;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /** Marks a message one may see. What is marked already stays so, and no device is told. */
    public void save(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        Changeable.whole(access.toRead(actor, conversation), messages, seq);
        AccountId account = actor.account();
        if (saved.has(account, conversation, seq)) {
            return;
        }
        long rev = numbers.next(actor);
        if (saved.count(account) >= MOST_SAVED) {
            throw new Conflict("saved.too-many", "One has at most " + MOST_SAVED + " messages marked.");
        }
        put(account, new SavedMark(conversation, seq, clock.instant()), rev);
    }

    /** Takes the mark away, whatever one may see by now. */
    public void forget(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        AccountId account = actor.account();
        if (saved.has(account, conversation, seq)) {
            put(account, new SavedMark(conversation, seq, null), numbers.next(actor));
        }
    }

    private void put(AccountId account, SavedMark mark, long rev) {
        saved.put(account, mark, rev);
        feed.publishOnCommit(new ChatEvent.MessageSaved(account, mark, rev));
    }

    /** A page of what is marked and one may still see, what was marked last first; {@code after} ended the page before. */
    public Page<Saved> page(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        return Page.of(saved.before(actor.account(), after, limit + 1), limit, Saved::rev);
    }
}
