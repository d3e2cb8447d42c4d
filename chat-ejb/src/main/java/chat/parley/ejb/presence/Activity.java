package chat.parley.ejb.presence;

/** Whether somebody does something at a device that is connected. */
public enum Activity {
    ACTIVE,
    /** Nothing was done for a while. */
    IDLE;

    /** That of a device of two connections. */
    Activity or(Activity other) {
        return this == ACTIVE ? ACTIVE : other;
    }
}
