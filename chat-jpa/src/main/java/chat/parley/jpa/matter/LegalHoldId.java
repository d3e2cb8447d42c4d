package chat.parley.jpa.matter;

/** The number of a hold, given out by the application and never used again. */
public record LegalHoldId(long value) {

    /** Checks that the number is positive. */
    public LegalHoldId {
        if (value < 1) {
            throw new IllegalArgumentException("a hold: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
