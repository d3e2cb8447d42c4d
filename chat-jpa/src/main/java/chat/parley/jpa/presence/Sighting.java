package chat.parley.jpa.presence;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is on record of somebody, for others to see.
 *
 * @param lastSeen not there if they hide it, or were never here
 */
public record Sighting(StatusChoice choice, @Nullable Instant lastSeen) {

    /** Of those who have no record. */
    public static final Sighting NONE = new Sighting(StatusChoice.NONE, null);
}
