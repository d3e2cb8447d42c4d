package chat.parley.ejb.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Role;
import org.jspecify.annotations.Nullable;

/**
 * The wish that there be a link by which people become members.
 *
 * @param until when it is to end; null: in a week
 * @param uses how many may come by it; null: as many as like
 * @param role what they become: members or guests
 */
public record IssueInvitation(
        @Nullable Instant until, @Nullable Integer uses, Role role) {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_USES = 10_000;

    /** Checks how many may come, and as what. */
    public IssueInvitation {
        if (uses != null && (uses < 1 || uses > MOST_USES)) {
            throw new Rejected("request.malformed", "An invitation is for 1 to " + MOST_USES + " people.");
        }
        if (role != Role.MEMBER && role != Role.GUEST) {
            throw new Rejected("request.malformed", "By an invitation one becomes a member or a guest.");
        }
    }

    /** When it ends that is made now. */
    Instant end(Instant now) {
        Instant end = (until == null ? now.plus(USUAL) : until).truncatedTo(ChronoUnit.MICROS);
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new Rejected("request.malformed", "An invitation ends within a year.");
        }
        return end;
    }
}
