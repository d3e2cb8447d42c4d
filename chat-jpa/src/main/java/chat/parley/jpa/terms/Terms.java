package chat.parley.jpa.terms;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an organization wants people to agree to.
 *
 * @param acceptedAt when the one who asks agreed to this version; null if they have not
 */
public record Terms(
        int version, String text, Instant at, @Nullable Instant acceptedAt) {}
