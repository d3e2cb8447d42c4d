package chat.parley.ejb.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * The wish that somebody be muted or banned.
 *
 * @param until when that is to end by itself; null: not before it is lifted
 * @param reason for the record, and for the one who is muted
 */
public record ImposeSanction(
        Sanction.Kind kind,
        @Nullable Instant until,
        @Nullable String reason) {

    private static final Duration LONGEST = Duration.ofDays(3660);

    /** Cleans the words, and gives the end a precision that can be stored. */
    public ImposeSanction {
        reason = reason == null ? null : Titles.reason(reason);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    /** Checks that the end is to come, and within a human's time. */
    void check(Instant now) {
        if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(LONGEST)))) {
            throw new Rejected("request.malformed", "It ends within the next ten years.");
        }
    }
}
