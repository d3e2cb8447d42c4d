package chat.parley.ejb.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.ThreadMark;
import chat.parley.jpa.message.ThreadSummary;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.message.Threads.Followed;
import org.jspecify.annotations.Nullable;

/**
 * Which threads one wants to know of, and how far one has read them. Who writes in a thread, or wrote its root, follows
 * it without asking. Nobody else is told.
 */
@Stateless
public class FollowingThreads {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Threads threads;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    /** Follows the thread of a message, or no longer. What is so already stays so, and no device is told. */
    public void follow(Actor actor, ConversationId conversation, long root, boolean on) {
        rate.take(actor);
        Changeable.root(access.toRead(actor, conversation), messages, root);
        AccountId account = actor.account();
        boolean follows = threads.mark(account, conversation, root)
                .map(ThreadMark::following)
                .orElse(false);
        if (follows != on) {
            long rev = numbers.next(actor);
            tell(account, threads.follow(account, conversation, root, on, rev), rev);
        }
    }

    /** Moves the read position in a thread to this message; it never moves back, nor past what there is. */
    public void read(Actor actor, ConversationId conversation, long root, long seq) {
        Admission admission = access.toRead(actor, conversation);
        MessageParts parts = Changeable.root(admission, messages, root).parts();
        ThreadSummary thread = parts == null ? null : parts.thread();
        if (thread == null) {
            return;
        }
        AccountId account = actor.account();
        long upTo = Math.min(Math.min(seq, thread.lastSeq()), admission.span().to());
        if (threads.mark(account, conversation, root).map(ThreadMark::read).orElse(0L) < upTo) {
            long rev = numbers.next(actor);
            tell(account, threads.read(account, conversation, root, upTo, rev), rev);
        }
    }

    private void tell(AccountId account, ThreadMark mark, long rev) {
        feed.publishOnCommit(new ChatEvent.ThreadMarked(account, mark, rev));
    }

    /**
     * A page of the threads one follows where one is a member, what was answered last first.
     *
     * @param after ended the page before
     */
    public Page<Followed> page(Actor actor, boolean onlyUnread, @Nullable Long after, int limit) {
        Page.check(limit);
        Instant before = after == null ? null : Instant.EPOCH.plus(after, ChronoUnit.MICROS);
        return Page.of(
                threads.followed(actor.account(), onlyUnread, before, limit + 1),
                limit,
                followed -> ChronoUnit.MICROS.between(Instant.EPOCH, followed.lastAt()));
    }
}
