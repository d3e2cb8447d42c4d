package chat.parley.jpa.export;

/** The number of an export, given out by the application and never used again. */
public record ExportId(long value) {

    /** Checks that the number is positive. */
    public ExportId {
        if (value < 1) {
            throw new IllegalArgumentException("an export: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
