package chat.parley.ejb.identity;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.identity.UserGroup;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.identity.UserGroupProfile;
import chat.parley.jpa.identity.UserGroups;
import org.jspecify.annotations.Nullable;

/** Making user groups and saying who is in them; for those whose duty the people are. */
@Stateless
public class KeepingUserGroups {

    /** How many an organization has at the most. */
    public static final int MOST_GROUPS = 1000;

    /** How many are in one at the most. */
    public static final int MOST_MEMBERS = 5000;

    /** How many are put in at once at the most. */
    public static final int MOST_AT_ONCE = 1000;

    @Inject
    UserGroups groups;

    @Inject
    UserGroupMembers listed;

    @Inject
    Organizations organizations;

    @Inject
    Accounts accounts;

    @Inject
    Administration administration;

    @Inject
    AccountNotes notes;

    @Inject
    Clock clock;

    /** Makes one, with these in it. */
    public UserGroupProfile make(Actor actor, String handle, String name, List<AccountId> members) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        organizations.hold(actor.organization());
        if (groups.count(actor.organization()) >= MOST_GROUPS) {
            throw new Conflict("user-groups.full", "There are " + MOST_GROUPS + " user groups already.");
        }
        checkWords(handle, name);
        checkFree(actor, handle, null);
        UserGroup group = groups.add(actor.organization(), handle, name, clock.instant());
        return put(actor, group.id(), members);
    }

    /** Calls it otherwise; what is null stays. */
    public UserGroupProfile call(Actor actor, UserGroupId id, @Nullable String handle, @Nullable String name) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        organizations.hold(actor.organization());
        UserGroup group = held(actor, id);
        String newHandle = handle == null ? group.handle() : handle;
        String newName = name == null ? group.name() : name;
        checkWords(newHandle, newName);
        checkFree(actor, newHandle, id);
        group.call(newHandle, newName);
        groups.flush();
        UserGroupProfile called = profile(actor, id);
        notes.note(actor, AuditDeed.USER_GROUP_SET, subject(id));
        return called;
    }

    /** There is none any more. Whoever came into a conversation with it stays there. */
    public void dissolve(Actor actor, UserGroupId id) {
        groups.remove(held(actor, id));
        notes.note(actor, AuditDeed.USER_GROUP_DISSOLVED, subject(id));
    }

    /** Puts these in it, all or, if one of the accounts does not exist, none. */
    public UserGroupProfile add(Actor actor, UserGroupId id, List<AccountId> members) {
        held(actor, id);
        return put(actor, id, members);
    }

    /** Takes somebody out of it; nothing happens if they are not in it. */
    public void remove(Actor actor, UserGroupId id, AccountId member) {
        held(actor, id);
        listed.leave(id, member);
        notes.note(actor, AuditDeed.USER_GROUP_SET, subject(id));
    }

    private UserGroupProfile put(Actor actor, UserGroupId id, List<AccountId> members) {
        List<AccountId> distinct = members.stream().distinct().toList();
        if (distinct.size() > MOST_AT_ONCE) {
            throw new Rejected("request.malformed", "No more than " + MOST_AT_ONCE + " accounts at once.");
        }
        if (accounts.profiles(actor.organization(), distinct).size() < distinct.size()) {
            throw new Missing("account.missing", "One of the accounts does not exist.");
        }
        listed.join(
                actor.organization(),
                id,
                distinct.stream().mapToLong(AccountId::value).toArray());
        UserGroupProfile profile = profile(actor, id);
        if (profile.members() > MOST_MEMBERS) {
            throw new Conflict("user-group.full", "A user group has at most " + MOST_MEMBERS + " members.");
        }
        notes.note(actor, AuditDeed.USER_GROUP_SET, subject(id));
        return profile;
    }

    private static String subject(UserGroupId id) {
        return "user-group " + id;
    }

    private UserGroup held(Actor actor, UserGroupId id) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        return groups.lock(actor.organization(), id).orElseThrow(UserGroupDirectory::missing);
    }

    private UserGroupProfile profile(Actor actor, UserGroupId id) {
        return listed.profile(actor.organization(), id).orElseThrow(UserGroupDirectory::missing);
    }

    /** Nobody can be taken for a group, nor a group for somebody. */
    private void checkFree(Actor actor, String handle, @Nullable UserGroupId itself) {
        boolean taken = groups.named(actor.organization(), handle)
                        .filter(other -> !other.equals(itself))
                        .isPresent()
                || accounts.named(actor.organization(), handle).isPresent();
        if (taken) {
            throw new Conflict("user-group.handle-taken", "Another user group or an account has this handle.");
        }
    }

    private static void checkWords(String handle, String name) {
        if (!UserGroup.mayBeHandle(handle)) {
            throw new Rejected("user-group.handle", "A handle is 1 to 64 letters, digits and . _ -");
        }
        if (!Account.mayBeDisplayName(name)) {
            throw new Rejected("user-group.name", "A user group's name has 1 to 100 characters.");
        }
    }
}
