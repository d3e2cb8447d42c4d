package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an account itself: the number of the last change to it (its memberships, read positions, settings),
 * whether it hides how far it has come, and its memos. Of two writes of a memo the one with the greater clock stands, of
 * the same clock the one of the greater device.
 */
@Dependent
public final class AccountStates {

    private static final String MEMO = "conversation_id, name, value, clock, device_id, account_rev";

    private final Database database;

    /** Works on this database. */
    @Inject
    public AccountStates(Database database) {
        this.database = database;
    }

    /**
     * An account itself.
     *
     * @param rev the number of the last change; 0 before the first
     * @param hidesReceipts whether it hides how far it has come, and is shown nothing of others
     */
    public record Own(long rev, boolean hidesReceipts) {}

    /** This account, as it is now. */
    public Own own(AccountId account) {
        return database.first(
                        "select rev, hides_receipts from account_state where account_id = ?",
                        row -> new Own(row.getLong("rev"), row.getBoolean("hides_receipts")),
                        account.value())
                .orElse(new Own(0, false));
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

    /**
     * Keeps it, unless what is there stands against it. Whoever holds the account's number writes; the other waits and
     * looks again.
     *
     * @return the account's own state's new number, or empty if what is there stands
     */
    public OptionalLong keep(AccountId account, Memo memo) {
        return database
                .query(
                        """
                        with said as (
                            select ?::bigint as account_id, ?::bigint as conversation_id, ?::text as name, ?::text as value,
                                   ?::bigint as clock, ?::bigint as device_id
                        ), standing as (
                            select s.* from said s
                            where not exists (
                                select 1 from memo m
                                where m.account_id = s.account_id and m.conversation_id = s.conversation_id
                                  and m.name = s.name and (m.clock, m.device_id) >= (s.clock, s.device_id))
                        ), state as (
                            insert into account_state as a (account_id, rev) select account_id, 1 from standing
                            on conflict (account_id) do update set rev = a.rev + 1
                            returning rev
                        )
                        insert into memo as m (account_id, conversation_id, name, value, clock, device_id, account_rev)
                        select s.account_id, s.conversation_id, s.name, s.value, s.clock, s.device_id, state.rev
                        from standing s, state
                        on conflict (account_id, conversation_id, name) do update
                        set value = excluded.value, clock = excluded.clock, device_id = excluded.device_id,
                            account_rev = excluded.account_rev
                        where (excluded.clock, excluded.device_id) > (m.clock, m.device_id)
                        returning account_rev
                        """,
                        row -> row.getLong(1),
                        account.value(),
                        key(memo.conversation()),
                        memo.name(),
                        memo.value(),
                        memo.clock(),
                        memo.device().value())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** What is kept under this name. */
    public Optional<Memo> memo(AccountId account, @Nullable ConversationId conversation, String name) {
        return database.first(
                "select " + MEMO + " from memo where account_id = ? and conversation_id = ? and name = ?",
                row -> readMemo(row).memo(),
                account.value(),
                key(conversation),
                name);
    }

    /** How much is kept that is about no conversation. */
    public long settings(AccountId account) {
        return database.first(
                        "select count(*) from memo where account_id = ? and conversation_id = 0",
                        row -> row.getLong(1),
                        account.value())
                .orElse(0L);
    }

    /** A memo, and the number of the account's own state under which it was written. */
    public record Kept(Memo memo, long rev) {}

    /**
     * At most {@code limit} of what was written after this number, in that order. What was taken away is among it: whoever
     * does not know its clock would write in vain.
     */
    public List<Kept> memosSince(AccountId account, long rev, int limit) {
        return database.query(
                "select " + MEMO + " from memo where account_id = ? and account_rev > ? order by account_rev limit ?",
                AccountStates::readMemo,
                account.value(),
                rev,
                limit);
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
     * Holds the rows of these accounts until the transaction ends, in the order of the accounts: whoever changes several of
     * them one by one does so first, and nobody waits for another in a circle.
     */
    public void hold(List<AccountId> accounts) {
        database.query(
                "select 1 from account_state where account_id = any (?) order by account_id for no key update",
                row -> true,
                accounts.stream().mapToLong(AccountId::value).toArray());
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

    private static long key(@Nullable ConversationId conversation) {
        return conversation == null ? 0 : conversation.value();
    }

    private static Kept readMemo(ResultSet row) throws SQLException {
        long conversation = row.getLong("conversation_id");
        return new Kept(
                new Memo(
                        conversation == 0 ? null : new ConversationId(conversation),
                        row.getString("name"),
                        row.getString("value"),
                        row.getLong("clock"),
                        new DeviceId(row.getLong("device_id"))),
                row.getLong("account_rev"));
    }

    private static Map.Entry<AccountId, Long> read(ResultSet row) throws SQLException {
        return Map.entry(new AccountId(row.getLong(1)), row.getLong(2));
    }
}
