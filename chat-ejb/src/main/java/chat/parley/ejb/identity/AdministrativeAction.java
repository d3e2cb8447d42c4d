package chat.parley.ejb.identity;

import java.util.Locale;
import java.util.Set;

import chat.parley.jpa.identity.Duty;

import static chat.parley.jpa.identity.Duty.AUDIT;
import static chat.parley.jpa.identity.Duty.COMPLIANCE;
import static chat.parley.jpa.identity.Duty.MODERATION;
import static chat.parley.jpa.identity.Duty.PEOPLE;
import static chat.parley.jpa.identity.Duty.SYSTEM;

/**
 * What is done in administrating an organization, and which duties let one do it; one is enough. {@code
 * docs/compliance.md} shows the table. Asked by {@link Administration} alone.
 */
public enum AdministrativeAction {
    SEE_OVERVIEW("see how the organization does", SYSTEM, PEOPLE, COMPLIANCE, AUDIT, MODERATION),
    SEE_NODES("see the nodes", SYSTEM),
    DRAIN_NODE("drain a node", SYSTEM),
    CHANGE_SETTINGS("change the organization's settings and emoji", SYSTEM),
    APPOINT("see, give and take duties", SYSTEM),
    SEE_PEOPLE("see people with their devices", PEOPLE, COMPLIANCE),
    CHANGE_PEOPLE("disable and change people, keep user groups", PEOPLE),
    SEE_CONVERSATIONS("see conversations, without content", PEOPLE, COMPLIANCE),
    CHANGE_CONVERSATIONS("change conversations and their members from outside", PEOPLE),
    SEE_RETENTION("see what is kept for how long", COMPLIANCE, AUDIT),
    CHANGE_RETENTION("change what is kept for how long", COMPLIANCE),
    SEE_MATTERS("see matters and holds", COMPLIANCE),
    CHANGE_MATTERS("change matters, hold and release", COMPLIANCE),
    SEARCH_CONTENT("search what others wrote", COMPLIANCE),
    GIVE_CLEARANCE("let another search what others wrote", COMPLIANCE),
    REVOKE_CLEARANCE("see who is let search what others wrote, and take it back", SYSTEM),
    REQUEST_EXPORT("request an export", COMPLIANCE),
    RELEASE_EXPORT("release an export of another", COMPLIANCE),
    SEE_SUPERVISION("see how people are supervised, without content", COMPLIANCE, AUDIT),
    CHANGE_SUPERVISION("change by which rules people are supervised", COMPLIANCE),
    REVIEW_SUPERVISED("review what was selected of others", COMPLIANCE),
    READ_AUDIT("read the audit log", AUDIT),
    MODERATE("decide about what was reported", MODERATION),
    CHANGE_SCREENING("see and change the rules by which messages are judged", MODERATION);

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Duty> duties;

    AdministrativeAction(String description, Duty... duties) {
        this.description = description;
        this.duties = Set.of(duties);
    }

    /** What it is, for people. */
    public String description() {
        return description;
    }

    /** Whether this duty lets one do it. */
    public boolean belongsTo(Duty duty) {
        return duties.contains(duty);
    }

    /** What it is called on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
