package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.jpa.identity.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How fast one person may post, react, vote, acknowledge, pin, save and hide, on this node: a bucket of {@code
 * parley.posting.burst} such things that fills at {@code parley.posting.per-second}. Programs have no such limit; the log's
 * bounded queue slows them down.
 */
@ApplicationScoped
public class PostingRate {

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "parley.posting.per-second", defaultValue = "10")
    int perSecond;

    @Inject
    @ConfigProperty(name = "parley.posting.burst", defaultValue = "50")
    int burst;

    private final Cache<AccountId, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Takes the worth of one, or refuses with {@code rate.messages}. */
    void take(Actor actor) {
        if (actor.service()) {
            return;
        }
        Instant now = clock.instant();
        Duration wait = buckets.get(actor.account(), any -> new TokenBucket(burst, perSecond, now))
                .take(now);
        if (wait.isPositive()) {
            throw new TooMany("rate.messages", "That is too many messages in too short a time.", wait);
        }
    }
}
