package chat.parley.jpa.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import org.jspecify.annotations.Nullable;

/** Who has which part of administrating an organization: table {@code account_duty}. */
@Dependent
public final class Duties {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Duties(Database database) {
        this.database = database;
    }

    /** What this account has; nothing if it is disabled. */
    public Set<Duty> of(OrganizationId organization, AccountId account) {
        return database
                .query("""
                        select d.duty from account_duty d join account a on a.id = d.account_id
                        where d.account_id = ? and d.organization_id = ? and a.disabled_at is null
                        """, row -> Duty.valueOf(row.getString(1)), account.value(), organization.value())
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that anybody has, by username. */
    public List<HeldDuty> all(OrganizationId organization) {
        return database.query("""
                select a.id, a.organization_id, a.username, a.display_name, a.kind, d.duty, d.given_by, d.given_at
                from account_duty d join account a on a.id = d.account_id
                where d.organization_id = ? and a.disabled_at is null
                order by lower(a.username), d.duty
                """, Duties::read, organization.value());
    }

    /** How many can act in a duty. */
    public long count(OrganizationId organization, Duty duty) {
        return database.first("""
                        select count(*) from account_duty d join account a on a.id = d.account_id
                        where d.organization_id = ? and d.duty = ? and a.disabled_at is null
                        """, row -> row.getLong(1), organization.value(), duty)
                .orElse(0L);
    }

    /** Gives one; whether the account did not have it. */
    public boolean give(AccountProfile to, Duty duty, @Nullable AccountId by, Instant at) {
        return database.update(
                        """
                        insert into account_duty (organization_id, account_id, duty, given_by, given_at)
                        values (?, ?, ?, ?::bigint, ?) on conflict do nothing
                        """, to.organization().value(), to.id().value(), duty, by == null ? null : by.value(), at)
                == 1;
    }

    /** Takes one away; whether the account had it. */
    public boolean take(AccountId from, Duty duty) {
        return database.update("delete from account_duty where account_id = ? and duty = ?", from.value(), duty) == 1;
    }

    private static HeldDuty read(ResultSet row) throws SQLException {
        long by = row.getLong("given_by");
        return new HeldDuty(
                Accounts.profileOf(row),
                Duty.valueOf(row.getString("duty")),
                by == 0 ? null : new AccountId(by),
                Database.instant(row, "given_at"));
    }
}
