package chat.parley.jpa.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Whether people can act, rest, or are forgotten: columns of {@code account}. */
@Dependent
public final class PersonStates {

    private static final String SELECT = """
            select a.id, a.username, a.disabled_at, a.restricted_at, a.erased_at,
                   exists (select 1 from account_duty d where d.account_id = a.id) as duties
            from account a where a.organization_id = ? and a.id = ?""";

    private final Database database;

    /** Works on this database. */
    @Inject
    public PersonStates(Database database) {
        this.database = database;
    }

    /**
     * How it stands with an account.
     *
     * @param duties whether it has any duty of administrating
     */
    public record PersonState(
            AccountId account,
            String username,
            boolean duties,
            @Nullable Instant disabledAt,
            @Nullable Instant restrictedAt,
            @Nullable Instant erasedAt) {}

    /** How it stands with an account of this organization. */
    public Optional<PersonState> find(OrganizationId organization, AccountId account) {
        return database.first(SELECT, PersonStates::read, organization.value(), account.value());
    }

    /** The same, which nobody else changes until the transaction ends. */
    public Optional<PersonState> hold(OrganizationId organization, AccountId account) {
        return database.first(
                SELECT + " for no key update of a", PersonStates::read, organization.value(), account.value());
    }

    /** It rests from now on; if it was disabled before, it stays so when that is lifted. */
    public void restrict(AccountId account, Instant at) {
        database.update(
                "update account set restricted_at = ?, disabled_at = coalesce(disabled_at, ?) where id = ?",
                at,
                at,
                account.value());
        database.update(
                "update device set revoked_at = ? where account_id = ? and revoked_at is null", at, account.value());
    }

    /** It rests no longer. */
    public void restore(AccountId account) {
        database.update("""
                update account
                set disabled_at = case when disabled_at = restricted_at then null else disabled_at end, restricted_at = null
                where id = ?
                """, account.value());
    }

    private static PersonState read(ResultSet row) throws SQLException {
        return new PersonState(
                new AccountId(row.getLong("id")),
                row.getString("username"),
                row.getBoolean("duties"),
                Database.instantOrNull(row, "disabled_at"),
                Database.instantOrNull(row, "restricted_at"),
                Database.instantOrNull(row, "erased_at"));
    }
}
