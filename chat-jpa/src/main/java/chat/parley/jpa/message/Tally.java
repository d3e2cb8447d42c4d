package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the readers of a message have answered to what it wants, as far as it is counted.
 *
 * @param acknowledged how many members have acknowledged it
 * @param voters how many have voted
 * @param votes how often each option was chosen; empty where there is nothing to vote on
 * @param closedAt when its poll was closed by somebody
 */
public record Tally(
        long acknowledged,
        long voters,
        List<Long> votes,
        @Nullable Instant closedAt) {}
