package chat.parley.jpa.conversation;

/**
 * The numbers of the messages that a member may see, both ends included. An open span ends at {@link Long#MAX_VALUE}.
 */
public record Span(long from, long to) {

    /** Checks that the span starts at a message. */
    public Span {
        if (from < 1) {
            throw new IllegalArgumentException("a span starts at 1 or later, not at " + from);
        }
    }

    /** What somebody sees who is still a member. */
    public static Span since(long from) {
        return new Span(from, Long.MAX_VALUE);
    }

    /** As much of it as there is up to this message. */
    public Span until(long last) {
        return new Span(from, Math.min(to, last));
    }

    /** Whether the message of this number may be seen. */
    public boolean contains(long seq) {
        return from <= seq && seq <= to;
    }
}
