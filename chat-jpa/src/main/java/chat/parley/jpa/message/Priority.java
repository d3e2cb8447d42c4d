package chat.parley.jpa.message;

/** How much a message asks to be noticed. */
public enum Priority {
    /** More than others. */
    IMPORTANT,
    /** So much that everybody it is for says that they have noticed it. */
    URGENT
}
