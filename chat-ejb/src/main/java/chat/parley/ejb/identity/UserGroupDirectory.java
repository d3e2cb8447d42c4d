package chat.parley.ejb.identity;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.identity.UserGroupProfile;
import org.jspecify.annotations.Nullable;

/** Finds user groups of one's own organization, for everybody in it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class UserGroupDirectory {

    @Inject
    UserGroupMembers groups;

    /** Some of the groups that were found, by handle; {@code next} is there when there are more. */
    public record Groups(
            List<UserGroupProfile> groups, @Nullable String next) {}

    /** Some of those in a group; {@code next} is there when there are more. */
    public record Members(
            List<AccountProfile> accounts, @Nullable Long next) {}

    /** Which have this text in their handle or name; all if it is empty. */
    public Groups search(Actor actor, String text, String after, int limit) {
        check(limit);
        List<UserGroupProfile> found = groups.search(actor.organization(), text.strip(), after, limit + 1);
        if (found.size() <= limit) {
            return new Groups(found, null);
        }
        List<UserGroupProfile> page = found.subList(0, limit);
        return new Groups(page, page.getLast().handle());
    }

    /** One of them. */
    public UserGroupProfile group(Actor actor, UserGroupId id) {
        return groups.profile(actor.organization(), id).orElseThrow(UserGroupDirectory::missing);
    }

    /** Who is in it, by the numbers of their accounts. */
    public Members members(Actor actor, UserGroupId id, long after, int limit) {
        check(limit);
        group(actor, id);
        List<AccountProfile> found = groups.members(id, actor.account(), after, limit + 1);
        if (found.size() <= limit) {
            return new Members(found, null);
        }
        List<AccountProfile> page = found.subList(0, limit);
        return new Members(page, page.getLast().id().value());
    }

    static Missing missing() {
        return new Missing("user-group.missing", "There is no such user group.");
    }

    private static void check(int limit) {
        if (limit < 1 || limit > Directory.MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + Directory.MOST + ".");
        }
    }
}
