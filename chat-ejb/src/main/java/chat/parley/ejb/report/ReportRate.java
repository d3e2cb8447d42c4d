package chat.parley.ejb.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.message.TokenBucket;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.jpa.identity.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** How many reports somebody may make, on this node: ten at once, and then one in six minutes. */
@ApplicationScoped
public class ReportRate {

    static final int AT_ONCE = 10;

    private static final Duration FULL_AGAIN = Duration.ofHours(1);

    @Inject
    Clock clock;

    private final Cache<AccountId, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(FULL_AGAIN)
            .build();

    /** Takes the worth of one, or refuses with {@code rate.reports}. */
    void take(Actor actor) {
        Instant now = clock.instant();
        double perSecond = (double) AT_ONCE / FULL_AGAIN.toSeconds();
        Duration wait = buckets.get(actor.account(), any -> new TokenBucket(AT_ONCE, perSecond, now))
                .take(now);
        if (wait.isPositive()) {
            throw new TooMany("rate.reports", "That is too many reports in too short a time.", wait);
        }
    }
}
