package chat.parley.jpa.admin;

/** What devices can be listed by. */
public enum DeviceOrder {
    /** As they call themselves. */
    NAME("lower(name)", false),
    /** As those are shown whose they are. */
    PERSON("lower(display_name)", false),
    /** How long somebody is signed in there. */
    CREATED(SortKey.moment("created_at"), true),
    /** When they were last heard of. */
    SEEN(SortKey.moment("last_seen_at"), true);

    private final String expression;
    private final boolean number;

    DeviceOrder(String expression, boolean number) {
        this.expression = expression;
        this.number = number;
    }

    SortKey key() {
        return new SortKey(expression, number);
    }

    /** Whether a page of this order can begin there. */
    public boolean fits(ListPosition position) {
        return key().fits(position);
    }
}
