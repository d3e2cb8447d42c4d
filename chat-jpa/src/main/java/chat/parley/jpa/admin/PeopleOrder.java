package chat.parley.jpa.admin;

/** What people can be listed by. */
public enum PeopleOrder {
    /** As they are shown. */
    NAME("lower(a.display_name)", false),
    /** As they sign in. */
    USERNAME("lower(a.username)", false),
    /** How long there is the account. */
    CREATED(SortKey.moment("a.created_at"), true),
    /** When they were last seen. */
    SEEN(SortKey.moment(AdministeredPeople.SEEN_AT), true),
    /** On how many devices they are signed in. */
    DEVICES(AdministeredPeople.DEVICES, true);

    private final String expression;
    private final boolean number;

    PeopleOrder(String expression, boolean number) {
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
