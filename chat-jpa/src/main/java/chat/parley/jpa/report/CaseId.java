package chat.parley.jpa.report;

/** The number of a case, given out by the application and never used again. */
public record CaseId(long value) {

    /** Checks that the number is positive. */
    public CaseId {
        if (value < 1) {
            throw new IllegalArgumentException("a case: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
