package chat.parley.ejb.conversation;

import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.VersionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a conversation be called or described otherwise, show receipts or earlier versions to others, or be archived
 * or opened again. What is null stays.
 *
 * @param topic an empty one is none
 */
public record ChangeSettings(
        @Nullable String name,
        @Nullable String topic,
        @Nullable Boolean archived,
        @Nullable ReceiptPolicy receipts,
        @Nullable VersionPolicy versions) {

    /** The same without a word about earlier versions. */
    public ChangeSettings(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable ReceiptPolicy receipts) {
        this(name, topic, archived, receipts, null);
    }
}
