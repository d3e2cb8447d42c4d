package chat.parley.jpa.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a refresh token.
 *
 * @param account whom it lets in
 * @param usedAt when it was exchanged for the next one
 * @param successorSalt what the next one can be made again of; none once the next one was used
 * @param refused whether its device was revoked or its account disabled
 */
@SuppressWarnings("ArrayRecordComponent")
public record IssuedRefreshToken(
        DeviceId device,
        AccountProfile account,
        Instant expiresAt,
        @Nullable Instant usedAt,
        byte @Nullable [] successorSalt,
        boolean refused) {}
