package chat.parley.jpa.presence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** What people say of themselves, and when they were last here: table {@code account_presence}. */
@Dependent
public final class AccountPresences {

    private final Database database;

    /** Works on this database. */
    @Inject
    public AccountPresences(Database database) {
        this.database = database;
    }

    /** What is on record of these accounts; who has no record is not among them. */
    public Map<AccountId, Sighting> of(Collection<AccountId> accounts) {
        return database
                .query("""
                        select account_id, status, text, until, chosen_at,
                               case when show_last_seen then last_seen_at end as last_seen_at
                        from account_presence where account_id = any (?)
                        """, row -> Map.entry(new AccountId(row.getLong("account_id")), sighting(row)), ids(accounts))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Notes what somebody says of themselves, unless something later is noted.
     *
     * @param seen if they are here now: for those who become invisible, this is when they were last seen
     */
    public void choose(AccountId account, StatusChoice choice, @Nullable Instant seen) {
        database.update(
                """
                insert into account_presence as p (account_id, status, text, until, chosen_at, last_seen_at)
                values (?, ?, ?, ?, ?, case when ? = 'INVISIBLE' then ?::timestamptz end)
                on conflict (account_id) do update
                    set status = excluded.status, text = excluded.text, until = excluded.until,
                        chosen_at = excluded.chosen_at,
                        last_seen_at = case when p.status <> 'INVISIBLE' or p.until <= excluded.chosen_at
                            then coalesce(excluded.last_seen_at, p.last_seen_at) else p.last_seen_at end
                    where p.chosen_at is null or p.chosen_at <= excluded.chosen_at
                """,
                account.value(),
                choice.status(),
                choice.text(),
                choice.until(),
                choice.chosenAt(),
                choice.status(),
                seen);
    }

    /** Notes when these were last here, unless they were invisible. */
    public void seen(Map<AccountId, Instant> last) {
        long[] accounts = last.keySet().stream().mapToLong(AccountId::value).toArray();
        String[] moments = last.values().stream().map(Instant::toString).toArray(String[]::new);
        database.update("""
                insert into account_presence as p (account_id, last_seen_at)
                select s.id, s.at::timestamptz from unnest(?, ?) as s (id, at) order by s.id
                on conflict (account_id) do update
                    set last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)
                    where p.status <> 'INVISIBLE' or p.until <= excluded.last_seen_at
                """, accounts, moments);
    }

    /** Whether somebody lets others see when they were last here. */
    public boolean showsLastSeen(AccountId account) {
        return database.first(
                        "select show_last_seen from account_presence where account_id = ?",
                        row -> row.getBoolean(1),
                        account.value())
                .orElse(true);
    }

    /** Has others see when somebody was last here, or not. */
    public void showLastSeen(AccountId account, boolean shown) {
        database.update("""
                insert into account_presence (account_id, show_last_seen) values (?, ?)
                on conflict (account_id) do update set show_last_seen = excluded.show_last_seen
                """, account.value(), shown);
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        Instant chosenAt = Database.instantOrNull(row, "chosen_at");
        StatusChoice choice = chosenAt == null
                ? StatusChoice.NONE
                : new StatusChoice(
                        ChosenStatus.valueOf(row.getString("status")),
                        row.getString("text"),
                        Database.instantOrNull(row, "until"),
                        chosenAt);
        return new Sighting(choice, Database.instantOrNull(row, "last_seen_at"));
    }

    private static long[] ids(Collection<AccountId> accounts) {
        return accounts.stream().mapToLong(AccountId::value).toArray();
    }
}
