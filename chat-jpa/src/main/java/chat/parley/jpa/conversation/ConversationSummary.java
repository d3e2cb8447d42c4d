package chat.parley.jpa.conversation;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it.
 *
 * @param receipts who is shown how far its members have come
 * @param previews whether what is behind the links in messages is shown
 * @param lastSeq the number of its newest message
 * @param lastRev the number of its newest change
 * @param fromSeq the number of the first message this member may see
 * @param readSeq the number of the last message this member has read
 * @param unreadInThreads how many of the messages after that belong to threads
 * @param with the other member of a direct conversation; oneself, of that with oneself
 * @param last the newest message there is
 */
public record ConversationSummary(
        ConversationId id,
        ConversationKind kind,
        @Nullable String name,
        @Nullable String topic,
        Visibility visibility,
        HistoryVisibility history,
        ReceiptPolicy receipts,
        boolean previews,
        boolean archived,
        Role role,
        long lastSeq,
        long lastRev,
        long fromSeq,
        long readSeq,
        long unreadInThreads,
        @Nullable AccountId with,
        @Nullable PostedMessage last) {

    /** The same, with its newest message read again, and with so many of the unread ones in threads. */
    ConversationSummary with(@Nullable PostedMessage newest, long inThreads) {
        return new ConversationSummary(
                id,
                kind,
                name,
                topic,
                visibility,
                history,
                receipts,
                previews,
                archived,
                role,
                lastSeq,
                lastRev,
                fromSeq,
                readSeq,
                inThreads,
                with,
                newest);
    }

    /** How many messages this member may see and has not read; what belongs to threads is counted there. */
    public long unread() {
        return Unread.of(lastSeq, readSeq, fromSeq) - unreadInThreads;
    }
}
