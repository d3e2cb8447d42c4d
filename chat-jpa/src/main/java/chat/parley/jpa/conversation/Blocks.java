package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** Who has blocked whom: table {@code account_block}. Each change takes the next number of the blocking account's own state. */
@Dependent
public final class Blocks {

    private static final String SELECT = "select other_id, blocked, changed_at, account_rev from account_block ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public Blocks(Database database) {
        this.database = database;
    }

    /** Blocks another account, or does no longer; the new number of the own state, or empty if that was so already. */
    public OptionalLong set(AccountId account, Block block) {
        return database
                .query(
                        """
                        with said as (
                            select ?::bigint as account_id, ?::bigint as other_id, ?::boolean as blocked, ?::timestamptz as at
                        ), differing as (
                            select s.* from said s
                            where s.blocked is distinct from coalesce((
                                select b.blocked from account_block b
                                where b.account_id = s.account_id and b.other_id = s.other_id), false)
                        ), state as (
                            insert into account_state as a (account_id, rev) select account_id, 1 from differing
                            on conflict (account_id) do update set rev = a.rev + 1
                            returning rev
                        )
                        insert into account_block as b (account_id, other_id, blocked, changed_at, account_rev)
                        select d.account_id, d.other_id, d.blocked, d.at, state.rev from differing d, state
                        on conflict (account_id, other_id) do update
                        set blocked = excluded.blocked, changed_at = excluded.changed_at,
                            account_rev = excluded.account_rev
                        returning account_rev
                        """,
                        row -> row.getLong(1),
                        account.value(),
                        block.other().value(),
                        block.blocked(),
                        block.at())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Whether one of these two has blocked the other. */
    public boolean between(AccountId one, AccountId other) {
        return database.first("""
                        select 1 from account_block
                        where blocked and ((account_id = ? and other_id = ?) or (account_id = ? and other_id = ?)) limit 1
                        """, row -> true, one.value(), other.value(), other.value(), one.value())
                .isPresent();
    }

    /** Those of these accounts that have blocked this one. */
    public Set<AccountId> against(AccountId account, Collection<AccountId> others) {
        return database
                .query(
                        "select account_id from account_block where blocked and other_id = ? and account_id = any (?)",
                        row -> new AccountId(row.getLong(1)),
                        account.value(),
                        others.stream().mapToLong(AccountId::value).toArray())
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All whom an account has blocked now, by their numbers. */
    public List<Block> of(AccountId account) {
        return database.query(
                SELECT + "where account_id = ? and blocked order by other_id", Blocks::read, account.value());
    }

    /** A change, and the number of the account's own state under which it was written. */
    public record Written(Block block, long rev) {}

    /** At most {@code limit} of an account's changes after this number, in that order. */
    public List<Written> since(AccountId account, long rev, int limit) {
        return database.query(
                SELECT + "where account_id = ? and account_rev > ? order by account_rev limit ?",
                row -> new Written(read(row), row.getLong("account_rev")),
                account.value(),
                rev,
                limit);
    }

    private static Block read(ResultSet row) throws SQLException {
        return new Block(
                new AccountId(row.getLong("other_id")), row.getBoolean("blocked"), Database.instant(row, "changed_at"));
    }
}
