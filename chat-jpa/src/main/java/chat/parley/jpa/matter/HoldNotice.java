package chat.parley.jpa.matter;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a custodian is told of a hold.
 *
 * @param acknowledgedAt when they said that they have read it; null if they have not
 */
public record HoldNotice(
        LegalHoldId hold,
        String text,
        Instant placedAt,
        @Nullable Instant releasedAt,
        @Nullable Instant acknowledgedAt) {}
