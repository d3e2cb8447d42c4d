package chat.parley.jpa.conversation;

import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation and an account are to each other: all that a decision about access needs, of one moment.
 *
 * @param receipts who is shown here how far members have come
 * @param versions who is shown here what messages said before
 * @param accessRev the number of the last change to who may do what here
 * @param lastSeq the newest message
 * @param membership the account's latest, which is the current one if there is a current one; null if it never had any
 */
public record Standing(
        ConversationId conversation,
        OrganizationId organization,
        Place place,
        HistoryVisibility history,
        ReceiptPolicy receipts,
        VersionPolicy versions,
        long accessRev,
        long lastSeq,
        @Nullable Membership membership) {}
