package chat.parley.jpa.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What hangs on a message besides what its sender said. Each change to it is a change of the message, with a number.
 *
 * @param reactions in the order in which the first of each came
 * @param pin null if it is not pinned
 * @param thread null if nobody has answered in a thread
 * @param tally null if it wants nothing, or nobody has answered to that
 * @param previews of the pages it links to, in the order of the links
 */
public record MessageParts(
        List<Reaction> reactions,
        @Nullable Pin pin,
        @Nullable ThreadSummary thread,
        @Nullable Tally tally,
        List<Preview> previews) {

    /** Nodes of the version before tell of no previews. */
    public MessageParts {
        previews = previews == null ? List.of() : previews;
    }

    /** What hangs on a message that wants nothing of its readers and links to nothing. */
    public MessageParts(List<Reaction> reactions, @Nullable Pin pin, @Nullable ThreadSummary thread) {
        this(reactions, pin, thread, null, List.of());
    }
}
