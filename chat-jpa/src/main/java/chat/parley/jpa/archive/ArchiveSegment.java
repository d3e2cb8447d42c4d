package chat.parley.jpa.archive;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one conversation in one object.
 *
 * @param from the least number in it
 * @param to the greatest; not all between need be in it
 * @param content which object, and how to read it
 * @param moved whether it has texts that are nowhere else
 * @param touched how often something of it was destroyed since it was written; 0 mostly
 */
public record ArchiveSegment(
        long id,
        OrganizationId organization,
        ConversationId conversation,
        long from,
        long to,
        int messages,
        Content content,
        Instant at,
        boolean moved,
        long touched) {

    /**
     * An object and what it says.
     *
     * @param objectHash the SHA-256 of what lies in the storage
     * @param textHash the SHA-256 of the lines
     * @param key of AES-256
     * @param lockedUntil until when the storage keeps it against deletion; null: it does not
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Content(
            String object,
            long objectBytes,
            byte[] objectHash,
            long textBytes,
            byte[] textHash,
            byte[] key,
            @Nullable Instant lockedUntil) {

        /** The same in an object that is kept until a time. */
        public Content lockedUntil(@Nullable Instant time) {
            return new Content(object, objectBytes, objectHash, textBytes, textHash, key, time);
        }
    }

    /** The same, with texts that are to be nowhere else. */
    public ArchiveSegment holdingTexts() {
        return new ArchiveSegment(id, organization, conversation, from, to, messages, content, at, true, touched);
    }

    /** The same messages, or fewer, in another object. */
    public ArchiveSegment with(long least, long greatest, int count, Content other) {
        return new ArchiveSegment(id, organization, conversation, least, greatest, count, other, at, moved, touched);
    }
}
