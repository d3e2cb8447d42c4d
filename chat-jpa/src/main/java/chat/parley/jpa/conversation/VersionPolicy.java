package chat.parley.jpa.conversation;

/** Who is shown in a conversation what messages said before they were edited. */
public enum VersionPolicy {
    /** What was said first is in the database only. */
    NOBODY,
    /** Moderators, and whoever wrote the message. */
    MODERATORS,
    /** Whoever may read the message. */
    READERS
}
