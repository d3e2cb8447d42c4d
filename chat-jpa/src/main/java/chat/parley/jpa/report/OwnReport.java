package chat.parley.jpa.report;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A report, as the one who made it is told of it.
 *
 * @param conversation where the message is; null if a person was reported
 * @param seq its number
 * @param account who said it, or was reported
 */
public record OwnReport(
        CaseId id,
        @Nullable ConversationId conversation,
        @Nullable Long seq,
        AccountId account,
        ReportReason reason,
        @Nullable String text,
        Instant at,
        State state) {

    /** What became of it; what exactly was done is between those it concerns. */
    public enum State {
        OPEN,
        /** Nothing was done. */
        DISMISSED,
        /** Something was done. */
        ACTED,
        /** Something was done, and taken back. */
        REVERSED
    }
}
