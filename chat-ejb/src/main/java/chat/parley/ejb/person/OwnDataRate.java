package chat.parley.ejb.person;

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

/** How often one account may ask for what is kept about it, on this node: reading it is work. */
@ApplicationScoped
public class OwnDataRate {

    private static final int BURST = 3;
    private static final double PER_SECOND = 1.0 / 600;
    private static final int MOST_ACCOUNTS = 100_000;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private RateLimit<AccountId> accounts;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected OwnDataRate() {}

    @PostConstruct
    void open() {
        accounts = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(BURST, PER_SECOND), MOST_ACCOUNTS),
                meters,
                "export",
                "You ask for your data too often.");
    }

    /** Takes the worth of one, or refuses with {@code rate.export}. */
    void take(Actor actor) {
        accounts.take(actor.account());
    }
}
