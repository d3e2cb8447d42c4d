package chat.parley.ejb.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Place;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.VersionPolicy;

/**
 * Who may do what in a conversation: a table, not a framework. {@code docs/permissions.md} shows it written out. What an
 * archived conversation refuses is what would add to it; taking away goes on.
 */
final class Permissions {

    private Permissions() {}

    /** The reason to refuse, or empty when a current member of this role may do it. */
    static Optional<Refusal> refusal(Role role, Place place, Action action) {
        return switch (action) {
            case READ -> Optional.empty();
            case POST, EDIT_OWN, PIN, CALL_ALL, BOOKMARK ->
                archived(place).or(() -> below(Role.MEMBER, role)).or(() -> announcement(place, role));
            case CALL_MANY ->
                archived(place).or(() -> below(caller(place), role)).or(() -> announcement(place, role));
            case DELETE_OWN -> below(Role.MEMBER, role);
            case REACT, ACKNOWLEDGE, VOTE -> archived(place);
            case CLOSE_POLLS -> archived(place).or(() -> below(Role.MODERATOR, role));
            case DELETE_OTHERS, SEE_ACKNOWLEDGEMENTS -> below(Role.MODERATOR, role);
            case INVITE -> direct(place).or(() -> archived(place)).or(() -> below(inviter(place), role));
            case ADMIT -> direct(place).or(() -> archived(place)).or(() -> below(Role.MODERATOR, role));
            case REMOVE, SANCTION, JUDGE, REVIEW -> direct(place).or(() -> below(Role.MODERATOR, role));
            case CHANGE_ROLES -> direct(place).or(() -> below(Role.ADMINISTRATOR, role));
            case DESCRIBE, SCREEN -> direct(place).or(() -> archived(place)).or(() -> below(Role.ADMINISTRATOR, role));
            case CONVERT -> direct(place).or(() -> archived(place)).or(() -> below(Role.OWNER, role));
            case ARCHIVE, TRANSFER -> direct(place).or(() -> below(Role.OWNER, role));
            case LEAVE -> direct(place);
        };
    }

    /** The reason to refuse it to somebody who is muted, whatever their role: they add nothing of their own. */
    static Optional<Refusal> refusalToMuted(Action action) {
        return switch (action) {
            case POST, EDIT_OWN, REACT, VOTE, PIN, CALL_ALL, CALL_MANY, BOOKMARK -> Optional.of(Refusal.MUTED);
            case READ,
                    DELETE_OWN,
                    DELETE_OTHERS,
                    ACKNOWLEDGE,
                    SEE_ACKNOWLEDGEMENTS,
                    CLOSE_POLLS,
                    INVITE,
                    ADMIT,
                    REMOVE,
                    SANCTION,
                    JUDGE,
                    REVIEW,
                    SCREEN,
                    CHANGE_ROLES,
                    TRANSFER,
                    DESCRIBE,
                    CONVERT,
                    ARCHIVE,
                    LEAVE -> Optional.empty();
        };
    }

    /** The reason to refuse it where one of the two of a direct conversation has blocked the other. */
    static Optional<Refusal> refusalToBlocked(Action action) {
        return refusalToMuted(action).map(_ -> Refusal.BLOCKED);
    }

    /**
     * The reason to refuse it to somebody whom an information barrier parts from another member, whatever their role: they
     * say nothing that the other would read, and bring in nobody.
     */
    static Optional<Refusal> refusalToParted(Action action) {
        return switch (action) {
            case POST, EDIT_OWN, REACT, VOTE, PIN, CALL_ALL, CALL_MANY, BOOKMARK, INVITE, ADMIT, SANCTION, DESCRIBE ->
                Optional.of(Refusal.PARTED);
            case READ,
                    DELETE_OWN,
                    DELETE_OTHERS,
                    ACKNOWLEDGE,
                    SEE_ACKNOWLEDGEMENTS,
                    CLOSE_POLLS,
                    REMOVE,
                    JUDGE,
                    REVIEW,
                    SCREEN,
                    CHANGE_ROLES,
                    TRANSFER,
                    CONVERT,
                    ARCHIVE,
                    LEAVE -> Optional.empty();
        };
    }

    /** The roles in which one decides about what was reported where one is a member. */
    static List<Role> judges() {
        return Arrays.stream(Role.values())
                .filter(role -> role.atLeast(Role.MODERATOR))
                .toList();
    }

    /** Whether members of this role wait between their messages where there is a slow mode. */
    static boolean slowed(Role role) {
        return !role.atLeast(Role.MODERATOR);
    }

    /** The reason to refuse that somebody of one role removes, mutes or bans somebody of another, or sets their role. */
    static Optional<Refusal> refusalToOverrule(Role role, Role other) {
        if (role == Role.OWNER) {
            return Optional.empty();
        }
        if (other.atLeast(role)) {
            return Optional.of(Refusal.ROLE_TOO_LOW);
        }
        return Optional.empty();
    }

    /** The reason to refuse that somebody who may add members makes a newcomer this: up to member is free. */
    static Optional<Refusal> refusalToInviteAs(Role role, Role newcomer) {
        if (Role.MEMBER.atLeast(newcomer)) {
            return Optional.empty();
        }
        return below(Role.ADMINISTRATOR, role).or(() -> refusalToOverrule(role, newcomer));
    }

    /**
     * The reason to refuse that somebody who may set roles makes a member something else: neither what that member is
     * nor what they become may reach one's own role, unless one is an owner. One's own can always be lowered.
     */
    static Optional<Refusal> refusalToAssign(Role role, boolean oneself, Role before, Role after) {
        if (oneself) {
            return refusalToOverrule(role, after);
        }
        return refusalToOverrule(role, before).or(() -> refusalToOverrule(role, after));
    }

    /** The reason to refuse that a member is shown what a message said before; {@code own} says whether they wrote it. */
    static Optional<Refusal> refusalToSeeVersions(VersionPolicy policy, Role role, boolean own) {
        boolean shown = switch (policy) {
            case NOBODY -> false;
            case MODERATORS -> own || role.atLeast(Role.MODERATOR);
            case READERS -> true;
        };
        return shown ? Optional.empty() : Optional.of(Refusal.VERSIONS_HIDDEN);
    }

    private static Role inviter(Place place) {
        if (place.kind() == ConversationKind.GROUP) {
            return Role.MEMBER;
        }
        if (place.open()) {
            return Role.MEMBER;
        }
        return Role.ADMINISTRATOR;
    }

    /** Two are never many. */
    private static Role caller(Place place) {
        return place.kind() == ConversationKind.DIRECT ? Role.MEMBER : Role.MODERATOR;
    }

    private static Optional<Refusal> direct(Place place) {
        return place.kind() == ConversationKind.DIRECT ? Optional.of(Refusal.DIRECT) : Optional.empty();
    }

    private static Optional<Refusal> archived(Place place) {
        return place.archived() ? Optional.of(Refusal.ARCHIVED) : Optional.empty();
    }

    /** Where only moderators post, others read. */
    private static Optional<Refusal> announcement(Place place, Role role) {
        return place.posting() == PostingPolicy.EVERYBODY || role.atLeast(Role.MODERATOR)
                ? Optional.empty()
                : Optional.of(Refusal.ANNOUNCEMENTS);
    }

    private static Optional<Refusal> below(Role needed, Role role) {
        return role.atLeast(needed) ? Optional.empty() : Optional.of(Refusal.ROLE_TOO_LOW);
    }
}
