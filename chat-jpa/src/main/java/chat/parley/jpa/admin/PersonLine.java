package chat.parley.jpa.admin;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Duty;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as those see them who administrate the people of their organization.
 *
 * @param disabledAt since when nobody may act as this account; null if somebody may
 * @param restrictedAt since when it rests; null if it does not
 * @param erasedAt since when whose it was is forgotten; null if it is not
 * @param seenAt when one of their devices was last heard of; null if they never signed in
 * @param devices how many they are signed in on
 * @param duties which parts of administrating the organization they have
 */
public record PersonLine(
        AccountProfile profile,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable Instant restrictedAt,
        @Nullable Instant erasedAt,
        @Nullable Instant seenAt,
        int devices,
        List<Duty> duties) {}
