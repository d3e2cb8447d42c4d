package chat.parley.ejb.report;

import java.time.Instant;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.ModerationCase;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided about a case.
 *
 * @param why for the one it concerns; must be there unless it is dismissed
 * @param until when a sanction ends, which every sanction of a case does
 * @param conversation where a person is to be muted or banned; of a message it is where it was said
 */
public record DecideCase(
        Decision decision,
        @Nullable String why,
        @Nullable Instant until,
        @Nullable ConversationId conversation) {

    /** How long a reason may be. */
    public static final int LONGEST = 500;

    /** Cleans the words, and checks that there is what the decision needs. */
    public DecideCase {
        why = decision == Decision.DISMISS
                ? Wording.clean("reason", why, LONGEST)
                : Wording.required("reason", why, LONGEST);
        if (sanctions(decision) != (until != null)) {
            throw new Rejected("request.malformed", "Muting and banning have an end, and nothing else has one.");
        }
    }

    private static boolean sanctions(Decision decision) {
        return decision == Decision.MUTE || decision == Decision.BAN;
    }

    /** Where something is done that was decided; null if nothing is done anywhere. */
    @Nullable
    ConversationId where(ModerationCase about) {
        if (decision == Decision.DISMISS || decision == Decision.WARN) {
            return null;
        }
        var place = about.place();
        if (place != null) {
            return place.conversation();
        }
        if (decision == Decision.REMOVE || conversation == null) {
            throw new Rejected(
                    "request.malformed", "No message was reported: name the conversation to mute or ban in.");
        }
        return conversation;
    }
}
