package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.message.Format;
import org.jspecify.annotations.Nullable;

/**
 * A message of a matter, as it is and as it was.
 *
 * @param body what it says now; nothing if it was deleted
 * @param earlier what it said before, from the first
 * @param remark what a reviewer has said of it
 */
public record Finding(
        ConversationId conversation,
        long seq,
        AccountId sender,
        Instant at,
        Format format,
        String body,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        List<Earlier> earlier,
        @Nullable Remark remark) {

    /** What a message said until somebody changed it. */
    public record Earlier(String body, Mark replaced) {}

    /** What a reviewer says of a message. */
    public record Remark(List<String> tags, @Nullable String note, Mark mark) {}
}
