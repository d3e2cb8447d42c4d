package chat.parley.ejb.delivery;

import java.util.Base64;
import java.util.BitSet;
import java.util.OptionalInt;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a node has to be told of: a set of conversations and accounts, as a Bloom filter with one hash. It may say yes
 * to what the node does not want, never no to what it does (B. H. Bloom, Space/Time Trade-offs in Hash Coding, 1970).
 */
final class Interest {

    /** 2 KiB: as long as a node listens to a few thousand conversations, few others come along. */
    static final int BUCKETS = 1 << 14;

    /** Of whom nothing is known yet wants everything. */
    static final Interest ALL = new Interest(filled());

    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final BitSet buckets;

    private Interest(BitSet buckets) {
        this.buckets = buckets;
    }

    static Interest of(BitSet buckets) {
        return new Interest((BitSet) buckets.clone());
    }

    @JsonCreator
    static Interest parse(String text) {
        return new Interest(BitSet.valueOf(Base64.getDecoder().decode(text)));
    }

    @JsonValue
    String text() {
        return Base64.getEncoder().encodeToString(buckets.toByteArray());
    }

    boolean includes(ChatEvent event) {
        OptionalInt bucket = bucket(event);
        return bucket.isEmpty() || buckets.get(bucket.getAsInt());
    }

    static int bucket(ConversationId conversation) {
        return bucket(conversation.value());
    }

    static int bucket(AccountId account) {
        return bucket(~account.value());
    }

    /** Where an event belongs; none if every node has to know, because it keeps copies of what has changed. */
    private static OptionalInt bucket(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Posted posted ->
                posted.message().format() == Format.SYSTEM
                        ? OptionalInt.empty()
                        : OptionalInt.of(bucket(posted.message().conversation()));
            case ChatEvent.Changed changed ->
                OptionalInt.of(bucket(changed.message().conversation()));
            case ChatEvent.Destroyed destroyed -> OptionalInt.of(bucket(destroyed.conversation()));
            case ChatEvent.Typed typed -> OptionalInt.of(bucket(typed.conversation()));
            case ChatEvent.ReceiptsMoved moved -> OptionalInt.of(bucket(moved.conversation()));
            case ChatEvent.StandingChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.ReadMoved moved -> OptionalInt.of(bucket(moved.account()));
            case ChatEvent.ReceiptsHidden hidden -> OptionalInt.of(bucket(hidden.account()));
            case ChatEvent.JoinRequestChanged changed ->
                OptionalInt.of(bucket(changed.request().account()));
            case ChatEvent.BlockChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.ReportChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.DecisionChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.QueueChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.HeldChanged changed ->
                OptionalInt.of(bucket(changed.message().sender()));
            case ChatEvent.SightChanged changed -> OptionalInt.of(bucket(changed.account()));
            case ChatEvent.MemoKept kept -> OptionalInt.of(bucket(kept.account()));
            case ChatEvent.MessageSaved saved -> OptionalInt.of(bucket(saved.account()));
            case ChatEvent.MessageHidden hidden -> OptionalInt.of(bucket(hidden.account()));
            case ChatEvent.MessageRemoved removed -> OptionalInt.of(bucket(removed.account()));
            case ChatEvent.Responded responded -> OptionalInt.of(bucket(responded.account()));
            case ChatEvent.MessageScheduled scheduled -> OptionalInt.of(bucket(scheduled.account()));
            case ChatEvent.ThreadMarked marked -> OptionalInt.of(bucket(marked.account()));
            case ChatEvent.MentionsDone done -> OptionalInt.of(bucket(done.account()));
            case ChatEvent.ConversationChanged _, ChatEvent.DeviceRevoked _, ChatEvent.AccountDisabled _ ->
                OptionalInt.empty();
        };
    }

    /** Fibonacci hashing: neighbouring numbers come to lie far apart, and the first few thousand never together. */
    private static int bucket(long id) {
        return (int) ((id * GOLDEN_RATIO) >>> 50);
    }

    private static BitSet filled() {
        BitSet all = new BitSet(BUCKETS);
        all.set(0, BUCKETS);
        return all;
    }
}
