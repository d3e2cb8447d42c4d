package chat.parley.jpa.screening;

/** What becomes of a message, from the mildest to the strictest. */
public enum Ruling {
    /** It is posted. */
    ALLOW,
    /** It is posted with what meets the rule blacked out. */
    REDACT,
    /** It is posted, and a moderator is to look at it. */
    FLAG,
    /** Its sender is asked first; sent nevertheless, it is posted, and a moderator is to look at it. */
    WARN,
    /** It is posted when a moderator says so. */
    HOLD,
    /** It is not posted. */
    REFUSE;

    /** Whether this one counts where both were said. */
    public boolean stricterThan(Ruling other) {
        return compareTo(other) > 0;
    }
}
