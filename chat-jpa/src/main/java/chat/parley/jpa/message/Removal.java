package chat.parley.jpa.message;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * That somebody's message was taken away by another.
 *
 * @param sender who wrote it
 * @param reason why, if that was said
 */
public record Removal(
        ConversationId conversation,
        long seq,
        AccountId sender,
        AccountId by,
        Instant at,
        @Nullable String reason) {}
