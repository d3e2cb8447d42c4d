package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.admin.PagedQuery.Condition;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;

/** What the people of an organization are signed in on, for those who administrate them. */
@Dependent
public final class AdministeredDevices {

    private static final PagedQuery LIST =
            new PagedQuery("id, name, account_id, username, display_name, created_at, last_seen_at", """
            from (select d.id, d.name, d.account_id, a.organization_id, a.username, a.display_name,
                         d.created_at, d.last_seen_at
                  from device d join account a on a.id = d.account_id where d.revoked_at is null) signed_in""");

    private final Database database;

    /** Works on this database. */
    @Inject
    public AdministeredDevices(Database database) {
        this.database = database;
    }

    /** A page of those that a filter lets through. */
    public ListedPage<DeviceLine> page(OrganizationId organization, DeviceFilter filter, ListWish<DeviceOrder> wish) {
        Condition condition = new Condition().and("organization_id = ?", organization.value());
        if (!filter.text().isEmpty()) {
            condition.and(
                    "lower(name || ' ' || username || ' ' || display_name) like ?",
                    '%' + Accounts.literal(filter.text().toLowerCase(Locale.ROOT)) + '%');
        }
        Instant unheardSince = filter.unheardSince();
        if (unheardSince != null) {
            condition.and("last_seen_at < ?", unheardSince);
        }
        return LIST.page(database, condition, wish.order().key(), wish, AdministeredDevices::read);
    }

    private static DeviceLine read(ResultSet row) throws SQLException {
        return new DeviceLine(
                new DeviceId(row.getLong("id")),
                row.getString("name"),
                new AccountId(row.getLong("account_id")),
                row.getString("username"),
                row.getString("display_name"),
                Database.instant(row, "created_at"),
                Database.instant(row, "last_seen_at"));
    }
}
