package chat.parley.ejb.matter;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.matter.Clearance.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The wish to be cleared.
 *
 * @param reason why; it is noted
 * @param hours for how long, from when it is given
 */
public record RequestClearance(@Nullable String reason, Scope scope, int hours) {

    /** For how long one is cleared who does not say. */
    public static final int USUAL_HOURS = 24;

    private static final int MOST_HOURS = 168;
    private static final int LONGEST_REASON = 1_000;

    /** Why, cleaned; it has to be said. */
    String cleanReason() {
        return Wording.required("reason", reason, LONGEST_REASON);
    }

    /** For how long, at most a week. */
    int checkedHours() {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new Rejected("request.malformed", "A clearance is for 1 to " + MOST_HOURS + " hours.");
        }
        return hours;
    }
}
