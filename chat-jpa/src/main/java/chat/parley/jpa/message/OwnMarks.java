package chat.parley.jpa.message;

import java.util.List;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.SavedMessages.Marked;

/**
 * Messages that accounts have marked in one way or another, each kind in a table of its own, all of the same form. Written
 * in a transaction that has taken the account's next number, so that nobody else writes there meanwhile.
 */
final class OwnMarks {

    /** So much that is no longer marked is remembered of an account. */
    private static final int MOST_FORGOTTEN = 1_000;

    private final Database database;
    private final String table;
    private final String since;

    /**
     * Marks of one kind.
     *
     * @param since the column that has a time as long as the mark is there
     */
    OwnMarks(Database database, String table, String since) {
        this.database = database;
        this.table = table;
        this.since = since;
    }

    boolean has(AccountId account, ConversationId conversation, long seq) {
        return database.first(
                        "select 1 from " + table + " where account_id = ? and conversation_id = ? and seq = ? and "
                                + since + " is not null",
                        row -> true,
                        account.value(),
                        conversation.value(),
                        seq)
                .isPresent();
    }

    /** How many are marked that were not deleted since. */
    long count(AccountId account) {
        return database.first("""
                        select count(*) from %1$s s
                        join message m on m.conversation_id = s.conversation_id and m.seq = s.seq
                        where s.account_id = ? and s.%2$s is not null and m.deleted_at is null
                        """.formatted(table, since), row -> row.getLong(1), account.value())
                .orElseThrow();
    }

    /** Marks a message, or takes the mark away, as the account's change of this number. */
    void put(AccountId account, SavedMark mark, long accountRev) {
        database.update(
                """
                insert into %1$s (account_id, conversation_id, seq, %2$s, account_rev)
                values (?, ?, ?, ?::timestamptz, ?)
                on conflict (account_id, conversation_id, seq) do update
                set %2$s = excluded.%2$s, account_rev = excluded.account_rev
                """.formatted(table, since),
                account.value(),
                mark.conversation().value(),
                mark.seq(),
                mark.at(),
                accountRev);
        if (mark.at() == null) {
            forget(account);
        }
    }

    private void forget(AccountId account) {
        database.update("""
                delete from %1$s
                where account_id = ? and %2$s is null and account_rev <= (
                    select s.account_rev from %1$s s
                    where s.account_id = ? and s.%2$s is null
                    order by s.account_rev desc offset ? limit 1)
                """.formatted(table, since), account.value(), account.value(), MOST_FORGOTTEN);
    }

    /** At most {@code limit} of what was marked, or is no longer, after this number, in that order. */
    List<Marked> since(AccountId account, long rev, int limit) {
        return database.query(
                "select conversation_id, seq, " + since + ", account_rev from " + table
                        + " where account_id = ? and account_rev > ? order by account_rev limit ?",
                row -> new Marked(
                        new SavedMark(
                                new ConversationId(row.getLong("conversation_id")),
                                row.getLong("seq"),
                                Database.instantOrNull(row, since)),
                        row.getLong("account_rev")),
                account.value(),
                rev,
                limit);
    }
}
