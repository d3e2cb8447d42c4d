package chat.parley.ejb.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;

/**
 * What this node has to be told of, as it changes. Until every other node has said that it knows of a change, news may
 * pass this one by; so what it began to listen to is kept in mind until then, to be compared with the log.
 */
final class OwnInterest {

    private final int[] listeners = new int[Interest.BUCKETS];
    private final BitSet buckets = new BitSet(Interest.BUCKETS);
    private final Deque<Begun> begun = new ArrayDeque<>();
    private long version;
    private long knownByAll = Long.MAX_VALUE;

    private record Begun(long version, Subject subject) {}

    /** What can be listened to. */
    sealed interface Subject {

        int bucket();

        record Conversation(ConversationId id) implements Subject {
            @Override
            public int bucket() {
                return Interest.bucket(id);
            }
        }

        record Account(AccountId id) implements Subject {
            @Override
            public int bucket() {
                return Interest.bucket(id);
            }
        }
    }

    /** The interest as of a version. */
    record Snapshot(long version, Interest interest) {}

    /** Begins to listen; may be said several times. Whether the others have to be told. */
    synchronized boolean begin(Subject subject) {
        boolean fresh = listeners[subject.bucket()]++ == 0;
        if (fresh) {
            buckets.set(subject.bucket());
            version++;
        }
        if (version > knownByAll) {
            begun.add(new Begun(version, subject));
        }
        return fresh;
    }

    /** Ends what was begun once. The others learn of it with the next change that they have to be told. */
    synchronized void end(Subject subject) {
        if (--listeners[subject.bucket()] == 0) {
            buckets.clear(subject.bucket());
            version++;
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(version, Interest.of(buckets));
    }

    /** Every other node knows this version. The answer is what was begun up to then, and may have been missed since. */
    synchronized List<Subject> known(long byAll) {
        knownByAll = byAll;
        List<Subject> sure = new ArrayList<>();
        while (!begun.isEmpty() && begun.peek().version() <= byAll) {
            sure.add(begun.remove().subject());
        }
        return sure;
    }
}
