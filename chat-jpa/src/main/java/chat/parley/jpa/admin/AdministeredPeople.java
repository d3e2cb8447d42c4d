package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.admin.PagedQuery.Condition;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupProfile;

/** The people of an organization, disabled ones too, for those who administrate them. */
@Dependent
public final class AdministeredPeople {

    static final String SEEN_AT = "(select max(d.last_seen_at) from device d where d.account_id = a.id)";
    static final String DEVICES = "(select count(*) from device d where d.account_id = a.id and d.revoked_at is null)";

    private static final PagedQuery LIST =
            new PagedQuery("""
            id, organization_id, username, display_name, kind, created_at, disabled_at, restricted_at, erased_at,
            array(select h.duty from account_duty h where h.account_id = a.id order by h.duty) as duties,
            """ + SEEN_AT + " as seen_at, " + DEVICES + " as devices", "from account a");

    private final Database database;

    /** Works on this database. */
    @Inject
    public AdministeredPeople(Database database) {
        this.database = database;
    }

    /** A page of those whom a filter lets through. */
    public ListedPage<PersonLine> page(OrganizationId organization, PeopleFilter filter, ListWish<PeopleOrder> wish) {
        Condition condition = new Condition().and("organization_id = ?", organization.value());
        if (!filter.text().isEmpty()) {
            condition.and(
                    "lower(username || ' ' || display_name) like ?",
                    '%' + Accounts.literal(filter.text().toLowerCase(Locale.ROOT)) + '%');
        }
        Boolean disabled = filter.disabled();
        if (disabled != null) {
            condition.and("(disabled_at is not null) = ?", disabled);
        }
        if (filter.kind() != null) {
            condition.and("kind = ?", filter.kind());
        }
        UserGroupId group = filter.group();
        if (group != null) {
            condition.and("id in (select account_id from user_group_member where user_group_id = ?)", group.value());
        }
        Duty duty = filter.duty();
        if (duty != null) {
            condition.and("id in (select h.account_id from account_duty h where h.duty = ?)", duty);
        }
        return LIST.page(database, condition, wish.order().key(), wish, AdministeredPeople::read);
    }

    /** One of them. */
    public Optional<PersonLine> find(OrganizationId organization, AccountId id) {
        return database.first(
                "select " + LIST.columns() + " from account a where organization_id = ? and id = ?",
                AdministeredPeople::read,
                organization.value(),
                id.value());
    }

    /** What they have to do with others. */
    public PersonStake stake(AccountId id) {
        List<UserGroupProfile> groups = database.query("""
                select g.id, g.handle, g.name,
                       (select count(*) from user_group_member o where o.user_group_id = g.id) as members
                from user_group_member m join user_group g on g.id = m.user_group_id
                where m.account_id = ? order by lower(g.handle)
                """, AdministeredPeople::readGroup, id.value());
        return database.first(
                        """
                        select count(*) as conversations,
                               count(*) filter (where m.role = 'OWNER' and s.kind <> 'DIRECT' and not exists (
                                   select 1 from member o where o.conversation_id = m.conversation_id
                                   and o.to_seq is null and o.role = 'OWNER' and o.account_id <> m.account_id)) as owned,
                               (select count(*) from scheduled_message w
                                where w.account_id = ? and w.state = 'WAITING') as scheduled
                        from member m join conversation_settings s on s.conversation_id = m.conversation_id
                        where m.account_id = ? and m.to_seq is null
                        """,
                        row -> new PersonStake(
                                row.getLong("conversations"), row.getLong("owned"), row.getLong("scheduled"), groups),
                        id.value(),
                        id.value())
                .orElseThrow();
    }

    private static PersonLine read(ResultSet row) throws SQLException {
        return new PersonLine(
                new AccountProfile(
                        new AccountId(row.getLong("id")),
                        new OrganizationId(row.getLong("organization_id")),
                        row.getString("username"),
                        row.getString("display_name"),
                        AccountKind.valueOf(row.getString("kind"))),
                Database.instant(row, "created_at"),
                Database.instantOrNull(row, "disabled_at"),
                Database.instantOrNull(row, "restricted_at"),
                Database.instantOrNull(row, "erased_at"),
                Database.instantOrNull(row, "seen_at"),
                row.getInt("devices"),
                Stream.of((String[]) row.getArray("duties").getArray())
                        .map(Duty::valueOf)
                        .toList());
    }

    private static UserGroupProfile readGroup(ResultSet row) throws SQLException {
        return new UserGroupProfile(
                new UserGroupId(row.getLong("id")),
                row.getString("handle"),
                row.getString("name"),
                row.getLong("members"));
    }
}
