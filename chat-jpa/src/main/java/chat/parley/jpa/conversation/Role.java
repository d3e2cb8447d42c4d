package chat.parley.jpa.conversation;

/** What a member is in a conversation, from the most to the least powerful. */
public enum Role {
    OWNER,
    ADMINISTRATOR,
    MODERATOR,
    MEMBER,
    GUEST;

    /** Whether this role may do whatever the other may. */
    public boolean atLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
