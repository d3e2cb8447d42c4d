package chat.parley.ejb.conversation;

import chat.parley.ejb.audit.Details;

/** In which capacity somebody changes a conversation. */
public enum Capacity {
    /** As one of its members, by their role. */
    MEMBER,
    /** As whoever administrates the organization: from outside, as an owner could. */
    ADMINISTRATION;

    /** What is noted of it at least. */
    Details details() {
        return this == ADMINISTRATION ? new Details().with("as", this) : new Details();
    }
}
