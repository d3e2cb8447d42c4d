package chat.parley.ejb.presence;

import java.time.Instant;

import chat.parley.jpa.presence.StatusChoice;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see of somebody.
 *
 * @param until when the status and its text end; of those who are not here only if they say something
 * @param lastSeen of those who are not here and do not hide it
 */
public record ShownPresence(
        ShownStatus status,
        @Nullable String text,
        @Nullable Instant until,
        @Nullable Instant lastSeen) {

    /** As somebody looks who does not want to be seen. */
    public static final ShownPresence HIDDEN = new ShownPresence(ShownStatus.OFFLINE, null, null, null);

    static ShownPresence of(ShownStatus status, StatusChoice choice) {
        boolean ends = status != ShownStatus.OFFLINE || choice.text() != null;
        return new ShownPresence(status, choice.text(), ends ? choice.until() : null, null);
    }

    ShownPresence lastSeen(@Nullable Instant moment) {
        return new ShownPresence(status, text, until, moment);
    }
}
