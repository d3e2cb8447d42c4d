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
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.Responses.Asked;
import chat.parley.jpa.message.Responses.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Saying that one has noticed an urgent message, and looking who has. Nobody who posts waits for it: how many have is
 * counted afterwards ({@link Counting}).
 */
@Stateless
public class Acknowledging {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Responses responses;

    @Inject
    OwnNumbers numbers;

    @Inject
    LiveFeed feed;

    @Inject
    PostingRate rate;

    @Inject
    Clock clock;

    /** Acknowledges a message. What is acknowledged already stays so, and no device is told. */
    public void acknowledge(Actor actor, ConversationId conversation, long seq) {
        rate.take(actor);
        PostedMessage message = Changeable.whole(access.toAcknowledge(actor, conversation), messages, seq);
        AccountId account = actor.account();
        if (!isUrgent(message) || message.sender().equals(account)) {
            throw notAsked();
        }
        long rev = numbers.next(actor);
        boolean known = responses
                .of(account, conversation, seq)
                .map(response -> response.acknowledgedAt() != null)
                .orElse(false);
        if (!known) {
            Response response = responses.acknowledge(account, conversation, seq, clock.instant(), rev);
            feed.publishOnCommit(new ChatEvent.Responded(account, response, rev));
        }
    }

    /** How many were asked and have answered, and a page of those who have, or of those who have not. */
    public record Report(Asked counts, Page<Reader> readers) {}

    /**
     * Who of those who were members when it was said, and still are, has acknowledged a message, or has not.
     *
     * @param after ended the page before
     */
    public Report report(
            Actor actor, ConversationId conversation, long seq, boolean acknowledged, @Nullable Long after, int limit) {
        Page.check(limit);
        PostedMessage message = Changeable.whole(access.toRead(actor, conversation), messages, seq);
        access.toSeeAcknowledgements(actor, conversation, message.sender().equals(actor.account()));
        if (!isUrgent(message)) {
            throw notAsked();
        }
        return new Report(
                responses.asked(message),
                Page.of(
                        responses.asked(message, acknowledged, after == null ? 0 : after, limit + 1),
                        limit,
                        reader -> reader.account().value()));
    }

    private static boolean isUrgent(PostedMessage message) {
        Purpose purpose = message.purpose();
        return purpose != null && purpose.wantsAcknowledgement();
    }

    private static Conflict notAsked() {
        return new Conflict("message.not-asked", "Nobody was asked to acknowledge this message, or it is your own.");
    }
}
