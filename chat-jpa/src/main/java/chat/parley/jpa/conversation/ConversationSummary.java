package chat.parley.jpa.conversation;

import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it.
 *
 * @param receipts who is shown how far its members have come
 * @param versions who is shown what its messages said before
 * @param previews whether what is behind the links in messages is shown
 * @param posting who may post
 * @param slow how long a member who is no moderator waits after a message before the next one
 * @param muted that this member may add nothing of theirs; null if they may
 * @param bookmarksRev how often its bookmarks were changed; 0 if it never had any
 * @param takesRequests whether people may ask to join
 * @param waiting how many wait for an answer to that; 0 for who may not answer
 * @param held how many messages wait for a moderator; 0 for who is none
 * @param lastSeq the number of its newest message
 * @param lastRev the number of its newest change
 * @param fromSeq the number of the first message this member may see
 * @param readSeq the number of the last message this member has read
 * @param unreadInThreads how many of the numbers after that are of messages that belong to threads, or were destroyed
 * @param unreadMentions how many of the unread messages speak to this member; what belongs to threads is counted there
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
        VersionPolicy versions,
        boolean previews,
        PostingPolicy posting,
        Duration slow,
        boolean archived,
        Role role,
        @Nullable Muted muted,
        long bookmarksRev,
        boolean takesRequests,
        long waiting,
        long held,
        long lastSeq,
        long lastRev,
        long fromSeq,
        long readSeq,
        long unreadInThreads,
        long unreadMentions,
        @Nullable AccountId with,
        @Nullable PostedMessage last) {

    /** That a member is muted: until when, if not until somebody lifts it, and why, if somebody said. */
    public record Muted(@Nullable Instant until, @Nullable String reason) {}

    /** The same, with its newest message read again, so many of the unread ones in threads, and so many mentions. */
    ConversationSummary with(@Nullable PostedMessage newest, long inThreads, long mentions) {
        return new ConversationSummary(
                id,
                kind,
                name,
                topic,
                visibility,
                history,
                receipts,
                versions,
                previews,
                posting,
                slow,
                archived,
                role,
                muted,
                bookmarksRev,
                takesRequests,
                waiting,
                held,
                lastSeq,
                lastRev,
                fromSeq,
                readSeq,
                inThreads,
                mentions,
                with,
                newest);
    }

    /** How many messages this member may see and has not read; what belongs to threads is counted there. */
    public long unread() {
        return Unread.of(lastSeq, readSeq, fromSeq) - unreadInThreads;
    }
}
