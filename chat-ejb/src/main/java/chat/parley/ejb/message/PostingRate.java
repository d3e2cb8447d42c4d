package chat.parley.ejb.message;

import java.time.Clock;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.rate.RateLimit;
import chat.parley.ejb.rate.TokenBuckets;
import chat.parley.ejb.rate.TokenBuckets.Pace;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How fast one person may post, edit, react, vote, acknowledge, pin, save and hide, and how fast all people together may post
 * in one conversation, on this node. Programs have no such limit; the log's bounded queue slows them down.
 */
@ApplicationScoped
public class PostingRate {

    private static final int MOST_BUCKETS = 100_000;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    @ConfigProperty(name = "parley.posting.per-second", defaultValue = "10")
    double perSecond;

    @Inject
    @ConfigProperty(name = "parley.posting.burst", defaultValue = "50")
    double burst;

    @Inject
    @ConfigProperty(name = "parley.conversation.per-second", defaultValue = "200")
    double conversationPerSecond;

    @Inject
    @ConfigProperty(name = "parley.conversation.burst", defaultValue = "1000")
    double conversationBurst;

    private RateLimit<AccountId> people;
    private RateLimit<ConversationId> conversations;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected PostingRate() {}

    @PostConstruct
    void open() {
        people = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(burst, perSecond), MOST_BUCKETS),
                meters,
                "messages",
                "That is too many messages in too short a time.");
        conversations = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(conversationBurst, conversationPerSecond), MOST_BUCKETS),
                meters,
                "conversation",
                "Too much is said in this conversation in too short a time.");
    }

    /** Takes the worth of one from a person, or refuses with {@code rate.messages}. */
    void take(Actor actor) {
        if (!actor.service()) {
            people.take(actor.account());
        }
    }

    /** Takes the worth of one from a conversation that somebody may post in, or refuses with {@code rate.conversation}. */
    void take(Actor actor, ConversationId conversation) {
        if (!actor.service()) {
            conversations.take(conversation);
        }
    }
}
