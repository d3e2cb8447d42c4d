package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.Tally;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Closing polls, and looking who has chosen what. */
@Stateless
public class Polls {

    @Inject
    ConversationAccess access;

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

    /** The poll of this message, in which one can vote at this moment. */
    static PollTerms open(PostedMessage message, Instant now) {
        PollTerms poll = of(message);
        Instant endsAt = poll.endsAt();
        if (isClosed(message) || (endsAt != null && !now.isBefore(endsAt))) {
            throw new Conflict("poll.over", "This poll is over.");
        }
        return poll;
    }

    private static PollTerms of(PostedMessage message) {
        Purpose purpose = message.purpose();
        if (purpose == null || purpose.poll() == null) {
            throw new Conflict("poll.missing", "There is nothing to vote on in this message.");
        }
        return requireNonNull(purpose.poll());
    }

    private static boolean isClosed(PostedMessage message) {
        MessageParts parts = message.parts();
        Tally tally = parts == null ? null : parts.tally();
        return tally != null && tally.closedAt() != null;
    }

    /**
     * Ends a poll before its time, with all votes that were given. One that was closed stays so.
     *
     * @return the number of the message's last change, after which it is so
     */
    public long close(Actor actor, ConversationId conversation, long seq) {
        access.toRead(actor, conversation);
        responses.holdBack(conversation, seq);
        changes.lock(conversation);
        PostedMessage message = Changeable.find(messages, conversation, seq);
        boolean own = message.sender().equals(actor.account());
        Changeable.check(access.toClosePoll(actor, conversation, own), message);
        of(message);
        if (isClosed(message)) {
            return message.rev();
        }
        PostedMessage closed = changes.close(message, actor.account(), clock.instant());
        feed.publishOnCommit(new ChatEvent.Changed(closed.rev(), closed));
        return closed.rev();
    }

    /** A page of those who have chosen an option, where that is shown; {@code after} ended the page before. */
    public Page<AccountId> voters(
            Actor actor, ConversationId conversation, long seq, int option, @Nullable Long after, int limit) {
        Page.check(limit);
        PostedMessage message = Changeable.whole(access.toSeeVotes(actor, conversation), messages, seq);
        if (of(message).anonymous()) {
            throw new Denied("poll.anonymous", "Who has chosen what is shown to nobody here.");
        }
        return Page.of(
                responses.voters(conversation, seq, option, after == null ? 0 : after, limit + 1),
                limit,
                AccountId::value);
    }

    /** What somebody has answered to a message themselves. */
    public Response own(Actor actor, ConversationId conversation, long seq) {
        Changeable.whole(access.toRead(actor, conversation), messages, seq);
        return responses
                .of(actor.account(), conversation, seq)
                .orElseGet(() -> new Response(conversation, seq, null, List.of()));
    }
}
