package chat.parley.jpa.report;

/** What can be decided about a case. */
public enum Decision {
    /** There is nothing to be done. */
    DISMISS,
    /** A word to whom it concerns. */
    WARN,
    /** The message is taken away. */
    REMOVE,
    /** Who said it only reads for a time. */
    MUTE,
    /** Who said it is no member for a time. */
    BAN
}
