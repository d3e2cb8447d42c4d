package chat.parley.jpa.conversation;

/** Who is shown in a conversation how far its members have come. */
public enum ReceiptPolicy {
    /** Every member is shown it of every other, by name; in a large conversation as a number only. */
    ON,
    /** Everybody is shown how many have come how far, and nobody who. */
    COUNTS,
    /** Nobody is shown anything. */
    OFF
}
