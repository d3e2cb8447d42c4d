package chat.parley.jpa.presence;

/** What people can say of themselves while they are here. */
public enum ChosenStatus {
    /** Here; the usual. */
    ONLINE,
    /** Here, but not at hand. */
    AWAY,
    /** Here, and not to be disturbed. */
    BUSY,
    /** Looks to others as if not here. */
    INVISIBLE
}
