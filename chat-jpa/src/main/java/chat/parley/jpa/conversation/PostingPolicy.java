package chat.parley.jpa.conversation;

/** Who may post in a conversation. */
public enum PostingPolicy {
    /** Every member, guests excepted. */
    EVERYBODY,
    /** Moderators and above; the others read: a conversation for announcements. */
    MODERATORS
}
