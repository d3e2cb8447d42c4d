package chat.parley.ejb.report;

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

/** How often one account may report something, on this node: programs too, for people read each report. */
@ApplicationScoped
public class ReportRate {

    /** As often at once. */
    static final int AT_ONCE = 10;

    private static final double PER_SECOND = 1.0 / 360;
    private static final int MOST_ACCOUNTS = 100_000;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private RateLimit<AccountId> accounts;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected ReportRate() {}

    @PostConstruct
    void open() {
        accounts = new RateLimit<>(
                new TokenBuckets<>(clock, new Pace(AT_ONCE, PER_SECOND), MOST_ACCOUNTS),
                meters,
                "reports",
                "That is too many reports in too short a time.");
    }

    /** Takes the worth of one, or refuses with {@code rate.reports}. */
    void take(Actor actor) {
        accounts.take(actor.account());
    }
}
