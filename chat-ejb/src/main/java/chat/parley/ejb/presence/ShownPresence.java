package chat.parley.ejb.presence;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What somebody may see of somebody.
 *
 * @param until when the status and its text end
 * @param lastSeen of those who are not here and do not hide it
 */
public record ShownPresence(
        ShownStatus status,
        @Nullable String text,
        @Nullable Instant until,
        @Nullable Instant lastSeen) {}
