package chat.parley.jpa.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * That somebody has a duty.
 *
 * @param by who has given it; null if it was the operator
 */
public record HeldDuty(
        AccountProfile account, Duty duty, @Nullable AccountId by, Instant at) {}
