package chat.parley.ejb.conversation;

import chat.parley.jpa.conversation.ReceiptPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a conversation be called or described otherwise, show receipts to others, show what is behind links, or be
 * archived or opened again. What is null stays.
 *
 * @param topic an empty one is none
 */
public record ChangeSettings(
        @Nullable String name,
        @Nullable String topic,
        @Nullable Boolean archived,
        @Nullable ReceiptPolicy receipts,
        @Nullable Boolean previews) {}
