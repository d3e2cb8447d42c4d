package chat.parley.ejb.screening;

/**
 * A part of a text that is what a rule is about, in UTF-16 units, as Java and JavaScript count them.
 *
 * @param from its first
 * @param to the first after it
 */
public record Passage(int from, int to) {

    /** Checks that it is one. */
    public Passage {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }
}
