package chat.parley.jpa.supervision;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import org.jspecify.annotations.Nullable;

/** A message that somebody is to review, or has. */
public record SupervisionItem(
        long id,
        long rule,
        Selected selected,
        Instant at,
        Instant due,
        @Nullable SignOff signOff) {

    /** What is to become of a message, or has. */
    public enum State {
        /** Nobody has said yet. */
        OPEN,
        /** There is nothing to object to. */
        CLEARED,
        /** It is to be looked into. */
        ESCALATED
    }

    /**
     * Which message, and why.
     *
     * @param drawn because the lot fell on it
     * @param worded because of the lexicon
     */
    public record Selected(
            ConversationId conversation, long seq, AccountId sender, Instant posted, boolean drawn, boolean worded) {}

    /**
     * What a reviewer has said, which is final.
     *
     * @param matter where it is looked into
     */
    public record SignOff(
            State state,
            Mark mark,
            @Nullable String comment,
            @Nullable LegalMatterId matter) {}

    /**
     * What a message says, and said before.
     *
     * @param body nothing if it was deleted
     */
    public record Words(
            String body,
            List<String> earlier,
            @Nullable Instant edited,
            @Nullable Instant deleted) {

        Words saying(String text) {
            return new Words(text, earlier, edited, deleted);
        }
    }

    /** What has become of it. */
    public State state() {
        return signOff == null ? State.OPEN : signOff.state();
    }
}
