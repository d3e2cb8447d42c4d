package chat.parley.bench.load;

/** What happens half way through the time that counts. */
public enum Upheaval {
    /** Nothing: a connection that ends is a fault. */
    NONE,
    /** All who do not send are cut off, and all come back at once. */
    STORM,
    /** Whoever is cut off, by a node that dies say, comes back. */
    OUTSIDE;

    /** Whether those who are cut off come back. */
    boolean returns() {
        return this != NONE;
    }
}
