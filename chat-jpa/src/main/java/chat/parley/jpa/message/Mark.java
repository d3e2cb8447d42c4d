package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;

/**
 * How far an account says it has come in a conversation. It may say anything; what is written is decided by {@link
 * ReadCursors#advance}.
 *
 * @param delivered the last message that has come to one of its devices
 * @param read the last message it has read; what was read has come
 */
public record Mark(AccountId account, ConversationId conversation, long delivered, long read) {

    /** That messages up to this one have come to a device. */
    public static Mark delivered(AccountId account, ConversationId conversation, long seq) {
        return new Mark(account, conversation, seq, 0);
    }

    /** That messages up to this one were read. */
    public static Mark read(AccountId account, ConversationId conversation, long seq) {
        return new Mark(account, conversation, seq, seq);
    }

    /** The furthest of both, of the same account in the same conversation. */
    public Mark furthest(Mark other) {
        return new Mark(account, conversation, Math.max(delivered, other.delivered), Math.max(read, other.read));
    }
}
