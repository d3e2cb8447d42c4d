package chat.parley.ejb.presence;

/** How somebody looks to others. */
public enum ShownStatus {
    ONLINE,
    AWAY,
    BUSY,
    /** Only to themselves; to others it is {@link #OFFLINE}. */
    INVISIBLE,
    OFFLINE,
    /** The nodes cannot tell each other at present. */
    UNKNOWN
}
