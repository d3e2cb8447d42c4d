package chat.parley.jpa.presence;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says of themselves.
 *
 * @param until when both end, the status and its text
 * @param chosenAt of two choices the later one holds, wherever they meet
 */
public record StatusChoice(
        ChosenStatus status,
        @Nullable String text,
        @Nullable Instant until,
        Instant chosenAt) {

    /** Of those who never said anything. */
    public static final StatusChoice NONE = new StatusChoice(ChosenStatus.ONLINE, null, null, Instant.EPOCH);

    /** What holds of it at this moment. */
    public StatusChoice at(Instant now) {
        return until == null || now.isBefore(until) ? this : NONE;
    }
}
