package chat.parley.jpa.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * How much of what was said before a newcomer sees. It counts for those who come after it was set, so that nobody's span
 * ever grows.
 *
 * @param last how many messages, of {@link Extent#LAST}; 0 of others
 * @param since from which moment on, of {@link Extent#SINCE}; null of others
 */
public record HistoryVisibility(
        Extent extent, int last, @Nullable Instant since) {

    /** All of it. */
    public static final HistoryVisibility ALL = new HistoryVisibility(Extent.ALL, 0, null);

    /** Nothing: only what is said from their joining on. */
    public static final HistoryVisibility JOINED = new HistoryVisibility(Extent.JOINED, 0, null);

    /** The most messages that {@link Extent#LAST} can be about. */
    public static final int MOST_LAST = 10_000;

    /** Of which sort it is. */
    public enum Extent {
        /** All of it. */
        ALL,
        /** Nothing. */
        JOINED,
        /** The last messages. */
        LAST,
        /** What was said from some moment on. */
        SINCE
    }

    /** Checks that what is said goes together. */
    public HistoryVisibility {
        if ((extent == Extent.LAST) != (last != 0)
                || last < 0
                || last > MOST_LAST
                || (extent == Extent.SINCE) != (since != null)) {
            throw new IllegalArgumentException(extent + " of " + last + " since " + since);
        }
        since = since == null ? null : since.truncatedTo(ChronoUnit.MICROS);
    }

    /** The last messages before their joining. */
    public static HistoryVisibility last(int messages) {
        return new HistoryVisibility(Extent.LAST, messages, null);
    }

    /** What was said from this moment on. */
    public static HistoryVisibility since(Instant moment) {
        return new HistoryVisibility(Extent.SINCE, 0, moment);
    }
}
