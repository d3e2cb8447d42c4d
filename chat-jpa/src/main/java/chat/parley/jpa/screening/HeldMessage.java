package chat.parley.jpa.screening;

import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Source;
import org.jspecify.annotations.Nullable;

/**
 * A message that is not posted before a moderator says so, or about which one has decided.
 *
 * @param number what moderators call it
 * @param id what its sender's client calls it
 * @param body empty once it was decided
 * @param rule what the rule is called that held it
 * @param words what the rule says to the sender
 * @param reason what whoever dropped it said to the sender; null if nothing
 */
public record HeldMessage(
        long number,
        ConversationId conversation,
        AccountId sender,
        UUID id,
        Format format,
        String body,
        @Nullable Long replyTo,
        @Nullable Long thread,
        @Nullable Source source,
        @Nullable Purpose purpose,
        String rule,
        String words,
        Instant at,
        State state,
        @Nullable String reason) {

    /** What has become of it. */
    public enum State {
        /** It waits for a moderator. */
        HELD,
        /** It was posted. */
        RELEASED,
        /** It will not be. */
        DROPPED
    }
}
