package chat.parley.ejb.message;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Gatekeepers;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.conversation.Titles;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.screening.HeldMessage;
import chat.parley.jpa.screening.HeldMessage.State;
import chat.parley.jpa.screening.HeldMessages;
import chat.parley.jpa.screening.MessageFlags;
import chat.parley.jpa.screening.MessageFlags.Flagged;
import org.jspecify.annotations.Nullable;

/** What moderators decide about messages that rules have held back, and see of those that were only noted. */
@Stateless
public class Reviewing {

    @Inject
    ConversationAccess access;

    @Inject
    HeldMessages held;

    @Inject
    MessageFlags flags;

    @Inject
    Posting posting;

    @Inject
    Gatekeepers gatekeepers;

    @Inject
    LiveFeed feed;

    @Inject
    Clock clock;

    /** A page of what waits, the oldest first. */
    public Page<HeldMessage> waiting(Actor actor, ConversationId conversation, @Nullable Long after, int limit) {
        Page.check(limit);
        access.toReview(actor, conversation);
        return Page.of(
                held.waiting(conversation, Objects.requireNonNullElse(after, 0L), limit + 1),
                limit,
                HeldMessage::number);
    }

    /**
     * Posts it now, as its sender would, with the id it was sent with; so a second try answers the same. The row of the
     * held message is kept from others until the log has answered: another transaction writes there.
     *
     * @throws chat.parley.ejb.problem.ChatException what its sender would be told who may not post there any more
     */
    public Receipt release(Actor actor, ConversationId conversation, long number) {
        HeldMessage message = decidable(actor, conversation, number, State.RELEASED);
        Receipt receipt = posting.release(
                actor.standingInFor(message.sender()),
                new PostMessage(
                        conversation,
                        message.id(),
                        message.format(),
                        message.body(),
                        message.replyTo(),
                        message.thread(),
                        message.source(),
                        message.purpose()));
        if (message.state() == State.HELD) {
            decide(actor, message, State.RELEASED, null);
        }
        return receipt;
    }

    /** Does not let it be posted, and says why. */
    public void drop(Actor actor, ConversationId conversation, long number, @Nullable String reason) {
        String words = reason == null ? null : Titles.reason(reason);
        HeldMessage message = decidable(actor, conversation, number, State.DROPPED);
        if (held.isPosted(conversation, message.sender(), message.id())) {
            throw decided();
        }
        if (message.state() == State.HELD) {
            decide(actor, message, State.DROPPED, words);
        }
    }

    /** A page of messages that were posted and that nobody has looked at, the oldest first. */
    public Page<Flagged> flagged(Actor actor, ConversationId conversation, @Nullable Long after, int limit) {
        Page.check(limit);
        access.toReview(actor, conversation);
        return Page.of(
                flags.unseen(conversation, Objects.requireNonNullElse(after, 0L), limit + 1), limit, Flagged::number);
    }

    /** Has looked at it, and lets it stand; nothing happens if somebody had before. */
    public void see(Actor actor, ConversationId conversation, long number) {
        access.toReview(actor, conversation);
        flags.see(conversation, number, actor.account(), clock.instant());
    }

    private void decide(Actor actor, HeldMessage message, State state, @Nullable String reason) {
        List<AccountId> moderators = gatekeepers.hold(message.conversation(), message.sender());
        long rev = held.decide(message, state, reason, actor.account(), clock.instant());
        Optional<HeldMessage> decided = held.find(message.conversation(), message.sender(), message.id());
        feed.publishOnCommit(new ChatEvent.HeldChanged(decided.orElseThrow(), rev));
        gatekeepers.tell(message.conversation(), moderators);
    }

    /** One that waits, or about which the same was decided before. */
    private HeldMessage decidable(Actor actor, ConversationId conversation, long number, State wished) {
        access.toReview(actor, conversation);
        HeldMessage message = held.lock(conversation, number)
                .orElseThrow(() -> new Missing("held.missing", "There is no such message that was held."));
        if (message.state() != State.HELD && message.state() != wished) {
            throw decided();
        }
        return message;
    }

    private static Conflict decided() {
        return new Conflict("held.decided", "Something else was decided about this message.");
    }
}
