package chat.parley.jpa.matter;

/** The number of a clearance, given out by the application and never used again. */
public record ClearanceId(long value) {

    /** Checks that the number is positive. */
    public ClearanceId {
        if (value < 1) {
            throw new IllegalArgumentException("a clearance: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
