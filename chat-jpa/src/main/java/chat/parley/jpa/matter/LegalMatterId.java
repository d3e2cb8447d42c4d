package chat.parley.jpa.matter;

/** The number of a matter, given out by the application and never used again. */
public record LegalMatterId(long value) {

    /** Checks that the number is positive. */
    public LegalMatterId {
        if (value < 1) {
            throw new IllegalArgumentException("a matter: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
