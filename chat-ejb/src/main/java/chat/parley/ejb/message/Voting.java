package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.OwnNumbers;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.Responses;

/**
 * Choosing among the options of a poll. Nobody who posts waits for it, nor do those who vote for each other: votes are
 * counted afterwards ({@link Counting}).
 */
@Stateless
public class Voting {

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

    /**
     * Chooses these options instead of those chosen before; none takes the vote back. What is chosen already stays so, and
     * no device is told.
     */
    public void vote(Actor actor, ConversationId conversation, long seq, List<Integer> choices) {
        rate.take(actor);
        responses.keepOpen(conversation, seq);
        PostedMessage message = Changeable.whole(access.toVote(actor, conversation), messages, seq);
        PollTerms poll = Polls.open(message, clock.instant());
        List<Integer> chosen = choices.stream().distinct().sorted().toList();
        if (chosen.stream()
                        .anyMatch(
                                option -> option < 0 || option >= poll.options().size())
                || (chosen.size() > 1 && !poll.multiple())) {
            throw new Rejected("poll.choice", "That cannot be chosen in this poll.");
        }
        AccountId account = actor.account();
        long rev = numbers.next(actor);
        List<Integer> before =
                responses.of(account, conversation, seq).map(Response::choices).orElse(List.of());
        if (!before.equals(chosen)) {
            Instant now = clock.instant();
            Response response = responses.vote(account, conversation, seq, chosen, now, rev);
            feed.publishOnCommit(new ChatEvent.Responded(account, response, rev));
        }
    }
}
