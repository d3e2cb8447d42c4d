package chat.parley.jpa.admin;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;

/** A device that somebody is signed in on. */
public record DeviceLine(
        DeviceId id,
        String name,
        AccountId account,
        String username,
        String displayName,
        Instant createdAt,
        Instant lastSeenAt) {}
