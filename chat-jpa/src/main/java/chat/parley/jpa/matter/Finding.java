package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
 * @param noMore what people answered and took back, in the order in which it went
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
        List<NoMore> noMore,
        @Nullable Remark remark) {

    /** What a message said until somebody changed it. */
    public record Earlier(String body, Mark replaced) {}

    /**
     * A reaction, a vote or an acknowledgement that was taken back, chosen anew, or has gone with what the message said.
     *
     * @param emoji of a reaction
     * @param choices of a vote, by their numbers; none where it was not told whose they are
     * @param given when, if that is known
     */
    public record NoMore(
            Answer what,
            AccountId by,
            @Nullable String emoji,
            List<Integer> choices,
            @Nullable Instant given,
            Instant gone) {}

    /** What people answer a message with. */
    public enum Answer {
        REACTION,
        VOTE,
        ACKNOWLEDGEMENT;

        /** What it is called on the wire. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a reviewer says of a message. */
    public record Remark(List<String> tags, @Nullable String note, Mark mark) {}
}
