package chat.parley.jpa.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/**
 * Who is in which user group: table {@code user_group_member}; and the groups as those of their organization see them.
 * Whoever asks for groups gives an organization, and gets none of any other.
 */
@Dependent
public final class UserGroupMembers {

    private static final String PROFILE = """
            select g.id, g.handle, g.name,
                   (select count(*) from user_group_member m where m.user_group_id = g.id) as members
            from user_group g
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public UserGroupMembers(Database database) {
        this.database = database;
    }

    /** The one of this number. */
    public Optional<UserGroupProfile> profile(OrganizationId organization, UserGroupId id) {
        return database.first(
                PROFILE + "where g.organization_id = ? and g.id = ?",
                UserGroupMembers::read,
                organization.value(),
                id.value());
    }

    /** At most {@code limit} whose handle or name contains this text, in whatever case, after a handle, by handle. */
    public List<UserGroupProfile> search(OrganizationId organization, String text, String after, int limit) {
        return database.query(PROFILE + """
                where g.organization_id = ? and lower(g.handle) > lower(?)
                  and (strpos(lower(g.handle), lower(?)) > 0 or strpos(lower(g.name), lower(?)) > 0)
                order by lower(g.handle) limit ?
                """, UserGroupMembers::read, organization.value(), after, text, text, limit);
    }

    /** All that are in it and not disabled, by the numbers of their accounts. */
    public List<AccountId> accounts(UserGroupId id) {
        return database.query("""
                select m.account_id from user_group_member m join account a on a.id = m.account_id
                where m.user_group_id = ? and a.disabled_at is null order by m.account_id
                """, row -> new AccountId(row.getLong(1)), id.value());
    }

    /**
     * At most {@code limit} of those in it, after an account, by its number, as this one sees it: without those from whom an
     * information barrier parts it.
     */
    public List<AccountProfile> members(UserGroupId id, AccountId viewer, long after, int limit) {
        return database.query("""
                select a.id, a.organization_id, a.username, a.display_name, a.kind
                from user_group_member m join account a on a.id = m.account_id
                where m.user_group_id = ? and m.account_id > ?
                  and not exists (select 1 from parted p where p.account_id = ? and p.other_id = m.account_id)
                order by m.account_id limit ?
                """, Accounts::profileOf, id.value(), after, viewer.value(), limit);
    }

    /** Puts those of these accounts in it that are of this organization. */
    public void join(OrganizationId organization, UserGroupId id, long[] accounts) {
        database.update("""
                insert into user_group_member (user_group_id, account_id)
                select ?, a.id from account a where a.organization_id = ? and a.id = any (?)
                on conflict do nothing
                """, id.value(), organization.value(), accounts);
    }

    /** Takes somebody out of it. */
    public void leave(UserGroupId id, AccountId account) {
        database.update(
                "delete from user_group_member where user_group_id = ? and account_id = ?",
                id.value(),
                account.value());
    }

    private static UserGroupProfile read(ResultSet row) throws SQLException {
        return new UserGroupProfile(
                new UserGroupId(row.getLong("id")),
                row.getString("handle"),
                row.getString("name"),
                row.getLong("members"));
    }
}
