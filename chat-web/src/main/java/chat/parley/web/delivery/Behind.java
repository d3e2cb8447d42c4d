package chat.parley.web.delivery;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Memberships.Head;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.wire.ClientFrame.Checkpoint;
import chat.parley.web.wire.ServerFrame.Conversation;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/**
 * How far a client is behind in one conversation. Pure: what to read follows from two pairs of numbers.
 *
 * @param seen the client has a copy of this conversation, up to {@code known}
 */
record Behind(Head head, Position known, boolean seen) {

    /**
     * Compares where a conversation is with what a checkpoint says, if there is one and it knows the conversation. The
     * numbers of another epoch mean nothing.
     */
    static Behind of(Head head, @Nullable Checkpoint checkpoint, String epoch) {
        long[] numbers = checkpoint == null
                ? null
                : checkpoint.conversations().get(head.conversation().value());
        if (numbers == null) {
            return new Behind(head, new Position(head.conversation(), head.lastSeq(), head.lastRev()), false);
        }
        boolean foreign = checkpoint != null && !checkpoint.epoch().equals(epoch);
        // Its account left and came back while it was away: what it may see now does not follow on what it has
        boolean apart = numbers[0] < head.fromSeq() - 1;
        return foreign || apart
                ? new Behind(head, new Position(head.conversation(), Long.MAX_VALUE, Long.MAX_VALUE), true)
                : new Behind(head, new Position(head.conversation(), numbers[0], numbers[1]), true);
    }

    ConversationId conversation() {
        return head.conversation();
    }

    boolean lacksSomething() {
        return !seen || head.lastSeq() != known.seq() || head.lastRev() != known.rev();
    }

    /** Too much is missing, or the client's numbers are not ours: it is to forget its copy. */
    boolean hopeless() {
        return seen && (tooFar(head.lastSeq() - known.seq()) || tooFar(head.lastRev() - known.rev()));
    }

    /** What is missing is to be read from the log. */
    boolean readable() {
        return seen && !hopeless();
    }

    /**
     * The messages the client lacks, as they are now, in ascending order: those posted since, and those it has that were
     * changed since. What is newer than {@link #head} comes as news.
     */
    List<Message> lacking(List<PostedMessage> posted, List<Change> changed) {
        SortedMap<Long, PostedMessage> lacking = new TreeMap<>();
        for (Change change : changed) {
            PostedMessage message = change.message();
            if (message.seq() >= head.fromSeq() && message.seq() <= known.seq()) {
                lacking.put(message.seq(), message);
            }
        }
        for (PostedMessage message : posted) {
            if (message.seq() <= head.lastSeq()) {
                lacking.put(message.seq(), message);
            }
        }
        return lacking.values().stream().map(ServerFrames::message).toList();
    }

    /** What the client is told; of too many gaps it forgets its copy, as of anything else that is too much. */
    ConversationChanges changes(@Nullable Conversation summary, List<Message> lacking, List<Gap> destroyed) {
        boolean forgets = hopeless() || destroyed.size() > MissedChanges.MOST_MISSED;
        List<NumberRange> gone = destroyed.stream()
                .map(Gap::numbers)
                .filter(numbers -> numbers.to() >= head.fromSeq() && numbers.from() <= known.seq())
                .toList();
        return new ConversationChanges(
                conversation().value(),
                head.lastSeq(),
                head.lastRev(),
                summary,
                forgets ? List.of() : lacking,
                forgets || gone.isEmpty() ? null : ServerFrames.numbers(gone),
                forgets ? true : null,
                null);
    }

    private static boolean tooFar(long distance) {
        return distance < 0 || distance > MissedChanges.MOST_MISSED;
    }
}
