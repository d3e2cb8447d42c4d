package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.DoneMark;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.InboxItem;
import org.jspecify.annotations.Nullable;

/** What concerns oneself, wherever it was said: mentions, until one is done with them, and threads with unread replies. */
@Stateless
public class MyInbox {

    @Inject
    Inbox inbox;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /**
     * A page of it, the newest first.
     *
     * @param alsoDone with the mentions that one is done with
     * @param after ended the page before
     */
    public Page<InboxItem> page(Actor actor, boolean alsoDone, @Nullable Long after, int limit) {
        Page.check(limit);
        Instant before = after == null ? null : Instant.EPOCH.plus(after, ChronoUnit.MICROS);
        return Page.of(
                inbox.page(actor.account(), alsoDone, before, limit + 1),
                limit,
                item -> ChronoUnit.MICROS.between(Instant.EPOCH, item.at()));
    }

    /**
     * Puts a mention away, or takes it back. What is so already stays so, and no device is told.
     *
     * @throws Missing {@code mention.missing} if the message does not speak to the actor, or they may not see it
     */
    public void done(Actor actor, ConversationId conversation, long seq, boolean done) {
        rate.take(actor);
        AccountId account = actor.account();
        if (!inbox.concerns(account, conversation, seq)) {
            throw new Missing("mention.missing", "No such message speaks to you.");
        }
        if (inbox.isDone(account, conversation, seq) != done) {
            DoneMark mark = new DoneMark(conversation, seq, done);
            long rev = numbers.next(actor);
            inbox.put(account, mark, rev);
            feed.publishOnCommit(new ChatEvent.MentionsDone(account, List.of(mark), null, rev));
        }
    }

    /** Puts all mentions up to a moment away; it never moves back, nor past now. */
    public void tidy(Actor actor, Instant moment) {
        rate.take(actor);
        AccountId account = actor.account();
        Instant now = clock.instant();
        Instant until = moment.isAfter(now) ? now : moment;
        if (inbox.tidied(account).map(Inbox.Tidied::until).orElse(Instant.MIN).isBefore(until)) {
            long rev = numbers.next(actor);
            inbox.tidy(account, until, rev);
            feed.publishOnCommit(new ChatEvent.MentionsDone(account, List.of(), until, rev));
        }
    }
}
