package chat.parley.web.delivery;

import java.util.List;

import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;

/**
 * A page of what the log holds of a conversation.
 *
 * @param from after this position
 * @param head where the log stood before all else was read: what is not here of the numbers up to it was destroyed
 * @param destroyed all of the last one's change too
 * @param limit how many of each there are at the most, of what was destroyed at the least, where more may follow
 */
record Healing(
        Position from,
        Position head,
        List<PostedMessage> posted,
        List<Change> changed,
        List<Gap> destroyed,
        int limit) {

    /** Whether there is more to be read. */
    boolean more() {
        return posted.size() == limit || changed.size() == limit || destroyed.size() >= limit;
    }

    /** All messages up to this number are here that there are. */
    long wholeSeq() {
        return posted.size() == limit ? posted.getLast().seq() : head.seq();
    }

    /** All changes up to this number are here that there are. */
    long wholeRev() {
        long whole = changed.size() == limit ? changed.getLast().rev() : head.rev();
        return destroyed.size() >= limit ? Math.min(whole, destroyed.getLast().rev()) : whole;
    }
}
