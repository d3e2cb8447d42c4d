package chat.parley.jpa.admin;

/** What conversations can be listed by. */
public enum ConversationOrder {
    /** What they are called; those without a name come first. */
    NAME("lower(coalesce(s.name, ''))", false),
    /** How long there is the conversation. */
    CREATED(SortKey.moment("s.created_at"), true),
    /** How many members it has. */
    MEMBERS(AdministeredConversations.MEMBERS, true),
    /** How much was written there. */
    POSTED("c.last_seq", true),
    /** When something was last written there. */
    ACTIVE(SortKey.moment(AdministeredConversations.LAST_AT), true);

    private final String expression;
    private final boolean number;

    ConversationOrder(String expression, boolean number) {
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
