package chat.parley.jpa.conversation;

import java.time.Duration;

import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation and an account are to each other: all that a decision about access needs, of one moment.
 *
 * @param receipts who is shown here how far members have come
 * @param versions who is shown here what messages said before
 * @param slow how long a member who is no moderator waits after a message before the next one
 * @param takesRequests whether people may ask to join, and know of it therefore
 * @param accessRev the number of the last change to who may do what here
 * @param lastSeq the newest message
 * @param membership the account's latest, which is the current one if there is a current one; null if it never had any
 * @param muted whether it may add nothing of its own now
 * @param blocked whether one of the two of a direct conversation has blocked the other
 * @param banned whether it may not become a member now
 * @param parted whether an information barrier stands between it and another member
 */
public record Standing(
        ConversationId conversation,
        OrganizationId organization,
        Place place,
        HistoryVisibility history,
        ReceiptPolicy receipts,
        VersionPolicy versions,
        Duration slow,
        boolean takesRequests,
        long accessRev,
        long lastSeq,
        @Nullable Membership membership,
        boolean muted,
        boolean banned,
        boolean blocked,
        boolean parted) {}
