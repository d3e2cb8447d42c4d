package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.rate.TokenBuckets;
import chat.parley.ejb.rate.TokenBuckets.Pace;
import chat.parley.jpa.identity.AccountId;

/**
 * How often it is noted that one account was not let do one thing, on this node: once a minute says as much as a
 * thousand times.
 */
@ApplicationScoped
public class RefusalRate {

    private static final double PER_SECOND = 1.0 / 60;
    private static final int MOST = 100_000;

    @Inject
    Clock clock;

    private TokenBuckets<Refusal> refusals;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected RefusalRate() {}

    private record Refusal(AccountId account, AdministrativeAction action) {}

    @PostConstruct
    void open() {
        refusals = new TokenBuckets<>(clock, new Pace(1, PER_SECOND), MOST);
    }

    /** Whether the last one that was noted is a minute ago; then this one is taken for noted. */
    boolean isWorthNoting(Actor actor, AdministrativeAction action) {
        return refusals.take(new Refusal(actor.account(), action)).isZero();
    }
}
