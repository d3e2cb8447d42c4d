package chat.parley.web.presence;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.presence.ChosenStatus;
import org.jspecify.annotations.Nullable;

/** Reads what frames and REST say alike of one's status. */
public final class StatusWishes {

    private StatusWishes() {}

    /** A status by its name. */
    public static ChosenStatus status(String name) {
        return switch (name) {
            case "online" -> ChosenStatus.ONLINE;
            case "away" -> ChosenStatus.AWAY;
            case "busy" -> ChosenStatus.BUSY;
            case "invisible" -> ChosenStatus.INVISIBLE;
            default ->
                throw new Rejected("request.malformed", "A status is online, away, busy or invisible, not " + name);
        };
    }

    /** What a status is called. */
    public static String name(ChosenStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** When a status ends, if it does. */
    public static @Nullable Instant until(@Nullable String moment) {
        try {
            return moment == null ? null : Instant.parse(moment);
        } catch (DateTimeParseException e) {
            throw new Rejected("request.malformed", "The field until is a moment like 2026-11-22T17:00:00Z.");
        }
    }
}
