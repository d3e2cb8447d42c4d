package chat.parley.jpa.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A device as its owner sees it.
 *
 * @param checkpointAt when its checkpoint was kept; null if it has said none
 */
public record SignedInDevice(
        DeviceId id,
        String name,
        Instant createdAt,
        Instant lastSeenAt,
        @Nullable Instant checkpointAt) {}
