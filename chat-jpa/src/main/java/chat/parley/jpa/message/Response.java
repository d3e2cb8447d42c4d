package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * What one account has answered to what a message wants.
 *
 * @param acknowledgedAt null if it has not acknowledged it
 * @param choices the options it has chosen, in ascending order; empty if it has not voted
 */
public record Response(
        ConversationId conversation, long seq, @Nullable Instant acknowledgedAt, List<Integer> choices) {}
