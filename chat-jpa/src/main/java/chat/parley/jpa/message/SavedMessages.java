package chat.parley.jpa.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What accounts have marked for themselves. Written in a transaction that has taken the account's next number, so that
 * nobody else writes there meanwhile.
 */
@Dependent
public final class SavedMessages {

    /** So much that is no longer marked is remembered of an account. */
    private static final int MOST_FORGOTTEN = 1_000;

    private final Database database;
    private final Messages messages;

    /** Works on this database. */
    @Inject
    public SavedMessages(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    /** Whether this account has marked this message. */
    public boolean has(AccountId account, ConversationId conversation, long seq) {
        return database.first("""
                        select 1 from saved_message
                        where account_id = ? and conversation_id = ? and seq = ? and saved_at is not null
                        """, row -> true, account.value(), conversation.value(), seq)
                .isPresent();
    }

    /** How many messages this account has marked that were not deleted since. */
    public long count(AccountId account) {
        return database.first("""
                        select count(*) from saved_message s
                        join message m on m.conversation_id = s.conversation_id and m.seq = s.seq
                        where s.account_id = ? and s.saved_at is not null and m.deleted_at is null
                        """, row -> row.getLong(1), account.value()).orElseThrow();
    }

    /** Marks a message, or takes the mark away, as the account's change of this number. */
    public void put(AccountId account, SavedMark mark, long accountRev) {
        database.update("""
                insert into saved_message (account_id, conversation_id, seq, saved_at, account_rev)
                values (?, ?, ?, ?::timestamptz, ?)
                on conflict (account_id, conversation_id, seq) do update
                set saved_at = excluded.saved_at, account_rev = excluded.account_rev
                """, account.value(), mark.conversation().value(), mark.seq(), mark.at(), accountRev);
        if (mark.at() == null) {
            forget(account);
        }
    }

    private void forget(AccountId account) {
        database.update("""
                delete from saved_message
                where account_id = ? and saved_at is null and account_rev <= (
                    select s.account_rev from saved_message s
                    where s.account_id = ? and s.saved_at is null
                    order by s.account_rev desc offset ? limit 1)
                """, account.value(), account.value(), MOST_FORGOTTEN);
    }

    /** A mark, and the number of the account's own state under which it was made or taken away. */
    public record Marked(SavedMark mark, long rev) {}

    /** At most {@code limit} of what was marked, or is no longer, after this number, in that order. */
    public List<Marked> since(AccountId account, long rev, int limit) {
        return database.query(
                """
                select conversation_id, seq, saved_at, account_rev from saved_message
                where account_id = ? and account_rev > ?
                order by account_rev
                limit ?
                """,
                row -> new Marked(
                        new SavedMark(
                                new ConversationId(row.getLong("conversation_id")),
                                row.getLong("seq"),
                                Database.instantOrNull(row, "saved_at")),
                        row.getLong("account_rev")),
                account.value(),
                rev,
                limit);
    }

    /** A marked message. */
    public record Saved(PostedMessage message, Instant at, long rev) {}

    /**
     * At most {@code limit} of the marked messages that were marked before a number, the last first: only what the account
     * may still see, which is what its latest membership shows, as {@code ConversationAccess} has it for reading.
     */
    public List<Saved> before(AccountId account, @Nullable Long rev, int limit) {
        List<Saved> saved = database.query(
                """
                select s.saved_at, s.account_rev, m.* from saved_message s
                join lateral (
                    select n.from_seq, n.to_seq from member n
                    where n.conversation_id = s.conversation_id and n.account_id = s.account_id
                    order by n.joined_seq desc
                    limit 1
                ) n on s.seq >= n.from_seq and (n.to_seq is null or s.seq <= n.to_seq)
                join message m on m.conversation_id = s.conversation_id and m.seq = s.seq and m.deleted_at is null
                where s.account_id = ? and s.saved_at is not null and s.account_rev < ?
                order by s.account_rev desc
                limit ?
                """,
                row -> new Saved(Messages.read(row), Database.instant(row, "saved_at"), row.getLong("account_rev")),
                account.value(),
                rev == null ? Long.MAX_VALUE : rev,
                limit);
        List<PostedMessage> complete =
                messages.complete(saved.stream().map(Saved::message).toList());
        List<Saved> result = new ArrayList<>();
        for (int i = 0; i < saved.size(); i++) {
            result.add(
                    new Saved(complete.get(i), saved.get(i).at(), saved.get(i).rev()));
        }
        return result;
    }
}
