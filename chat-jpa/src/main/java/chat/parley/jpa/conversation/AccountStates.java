package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * What belongs to an account itself: the number of the last change to it (its memberships, read positions, settings), and
 * whether it hides how far it has come.
 */
@Dependent
public final class AccountStates {

    private final Database database;

    /** Works on this database. */
    @Inject
    public AccountStates(Database database) {
        this.database = database;
    }

    /** The number of the last change; 0 before the first. */
    public long rev(AccountId account) {
        return database.first(
                        "select rev from account_state where account_id = ?", row -> row.getLong(1), account.value())
                .orElse(0L);
    }

    /** Whether this account hides how far it has come, and is shown nothing of others. */
    public boolean hidesReceipts(AccountId account) {
        return database.first(
                        "select hides_receipts from account_state where account_id = ?",
                        row -> row.getBoolean(1),
                        account.value())
                .orElse(false);
    }

    /** Hides how far this account has come, or shows it again; the new number, or empty if that was so already. */
    public OptionalLong hideReceipts(AccountId account, boolean hidden) {
        return database.query("""
                        insert into account_state as s (account_id, rev, hides_receipts) values (?, 1, ?)
                        on conflict (account_id) do update set rev = s.rev + 1, hides_receipts = excluded.hides_receipts
                        where s.hides_receipts <> excluded.hides_receipts
                        returning rev
                        """, row -> row.getLong(1), account.value(), hidden).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Those of these accounts whose number has moved past the one given, and where it is now. */
    public Map<AccountId, Long> movedPast(Map<AccountId, Long> known) {
        List<AccountId> accounts = List.copyOf(known.keySet());
        return database
                .query(
                        """
                        select s.account_id, s.rev from unnest(?, ?) as k (account_id, rev)
                        join account_state s on s.account_id = k.account_id and s.rev > k.rev
                        """,
                        AccountStates::read,
                        accounts.stream().mapToLong(AccountId::value).toArray(),
                        accounts.stream().mapToLong(known::get).toArray())
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Takes the next number for each of these accounts, in one statement. The rows are held until the transaction ends,
     * and are taken in the order of the accounts, so that two who need the same ones do not wait for each other in a
     * circle.
     */
    public Map<AccountId, Long> next(AccountId... accounts) {
        long[] ids = Arrays.stream(accounts).mapToLong(AccountId::value).toArray();
        return database.query("""
                        insert into account_state as s (account_id, rev)
                        select distinct a.id, 1 from unnest(?) as a (id) order by a.id
                        on conflict (account_id) do update set rev = s.rev + 1
                        returning s.account_id, s.rev
                        """, AccountStates::read, ids).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<AccountId, Long> read(ResultSet row) throws SQLException {
        return Map.entry(new AccountId(row.getLong(1)), row.getLong(2));
    }
}
