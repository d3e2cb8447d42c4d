package chat.parley.jpa.report;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import org.jspecify.annotations.Nullable;

/**
 * All that a case is decided by.
 *
 * @param reports the first of them, without who made them
 * @param messages what was said, as it was when it was reported; more than one of a number if it was edited in between
 */
public record CaseFile(ModerationCase about, List<Reported> reports, List<Kept> messages) {

    /** Why it was reported. */
    public record Reported(ReportReason reason, @Nullable String text, Instant at) {}

    /** A message, in the words it had. */
    public record Kept(
            long seq,
            AccountId sender,
            Instant at,
            Format format,
            String body,
            @Nullable Instant editedAt) {}
}
