package chat.parley.jpa.identity;

import java.time.Instant;

/** A device as its owner sees it. */
public record SignedInDevice(DeviceId id, String name, Instant createdAt, Instant lastSeenAt) {}
