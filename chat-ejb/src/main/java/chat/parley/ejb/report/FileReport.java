package chat.parley.ejb.report;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.report.ReportReason;
import org.jspecify.annotations.Nullable;

/**
 * The wish to report something.
 *
 * @param text what else there is to say; must be there where the reason says nothing
 */
public record FileReport(ReportReason reason, @Nullable String text) {

    /** How long the words may be. */
    public static final int LONGEST = 1_000;

    /** Cleans the words. */
    public FileReport {
        text = Wording.clean("text", text, LONGEST);
        if (reason == ReportReason.OTHER && text == null) {
            throw new Rejected("request.malformed", "Another reason is said in the text.");
        }
    }
}
