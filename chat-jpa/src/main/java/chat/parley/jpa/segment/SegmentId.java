package chat.parley.jpa.segment;

/** The number of a segment, given out by the application and never used again. */
public record SegmentId(long value) {

    /** Checks that the number is positive. */
    public SegmentId {
        if (value < 1) {
            throw new IllegalArgumentException("a segment: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
