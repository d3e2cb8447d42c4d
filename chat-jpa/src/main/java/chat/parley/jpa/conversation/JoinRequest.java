package chat.parley.jpa.conversation;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody asked to join a conversation, the last time they did.
 *
 * @param name what the conversation is called
 * @param text what they said of it; null if nothing
 * @param at when they asked
 * @param answeredAt when that was answered; null if it was not
 */
public record JoinRequest(
        ConversationId conversation,
        @Nullable String name,
        AccountId account,
        @Nullable String text,
        Instant at,
        State state,
        @Nullable Instant answeredAt) {

    /** What has become of it. */
    public enum State {
        /** It waits for an answer. */
        OPEN,
        /** They were let in. */
        ACCEPTED,
        /** They were not. */
        REFUSED,
        /** They do not want to any more. */
        WITHDRAWN
    }
}
