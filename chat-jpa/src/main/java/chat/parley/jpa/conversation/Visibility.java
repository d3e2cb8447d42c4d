package chat.parley.jpa.conversation;

/** Who may know of a conversation that they are no member of. */
public enum Visibility {
    /** Everybody in the organization, who may join by themselves too. */
    PUBLIC,
    /** Nobody: to others it does not exist. */
    PRIVATE
}
