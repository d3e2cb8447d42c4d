package chat.parley.jpa.message;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * That an account has marked a message for itself in some way, or no longer has.
 *
 * @param at since when; null if it is not marked any more
 */
public record SavedMark(
        ConversationId conversation, long seq, @Nullable Instant at) {}
