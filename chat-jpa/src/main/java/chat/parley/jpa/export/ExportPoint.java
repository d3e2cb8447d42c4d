package chat.parley.jpa.export;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;

/**
 * Where a conversation stood when an export was released.
 *
 * @param seq its last message
 * @param rev its last change
 * @param at when that was
 */
public record ExportPoint(ConversationId conversation, long seq, long rev, Instant at) {}
