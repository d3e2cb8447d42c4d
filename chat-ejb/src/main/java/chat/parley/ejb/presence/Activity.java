package chat.parley.ejb.presence;

/** What a node says of an account that has connections to it. */
public enum Activity {
    ACTIVE,
    /** On none of its connections there anything was done for a while. */
    IDLE
}
