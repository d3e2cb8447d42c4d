package chat.parley.ejb.conversation;

import java.time.Clock;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.rate.RateLimit;
import chat.parley.ejb.rate.TokenBuckets;
import chat.parley.ejb.rate.TokenBuckets.Pace;
import chat.parley.jpa.identity.AccountId;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How often one account may ask to join, on this node: each time all moderators are told, also when somebody asks and
 * withdraws in turn. Withdrawing is free, for nobody withdraws more often than they ask.
 */
@ApplicationScoped
public class AskingRate {

    /** As often at once; twice as many as can wait at a time. */
    static final int BURST = 2 * AskingToJoin.MOST_ASKED;

    private static final double PER_SECOND = 1.0 / 60;
    private static final int MOST_ACCOUNTS = 100_000;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private RateLimit<AccountId> accounts;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected AskingRate() {}

    @PostConstruct
    void open() {
        accounts = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(BURST, PER_SECOND), MOST_ACCOUNTS),
                meters,
                "requests",
                "You ask to join too often.");
    }

    /** Takes the worth of one, or refuses with {@code rate.requests}. */
    void take(Actor actor) {
        accounts.take(actor.account());
    }
}
