package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final Database database;
    private final Messages messages;
    private final OwnMarks marks;

    /** Works on this database. */
    @Inject
    public SavedMessages(Database database) {
        this.database = database;
        messages = new Messages(database);
        marks = new OwnMarks(database, "saved_message", "saved_at");
    }

    /** Whether this account has marked this message. */
    public boolean has(AccountId account, ConversationId conversation, long seq) {
        return marks.has(account, conversation, seq);
    }

    /** How many messages this account has marked that were not deleted since. */
    public long count(AccountId account) {
        return marks.count(account);
    }

    /** Marks a message, or takes the mark away, as the account's change of this number. */
    public void put(AccountId account, SavedMark mark, long accountRev) {
        marks.put(account, mark, accountRev);
    }

    /** A mark, and the number of the account's own state under which it was made or taken away. */
    public record Marked(SavedMark mark, long rev) {}

    /** At most {@code limit} of what was marked, or is no longer, after this number, in that order. */
    public List<Marked> since(AccountId account, long rev, int limit) {
        return marks.since(account, rev, limit);
    }

    /** A marked message. */
    public record Saved(PostedMessage message, Instant at, long rev) {

        Saved with(PostedMessage complete) {
            return new Saved(complete, at, rev);
        }
    }

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
        Map<Messages.Key, PostedMessage> whole =
                messages.whole(saved.stream().map(Saved::message).toList());
        return saved.stream()
                .flatMap(each ->
                        Optional.ofNullable(whole.get(Messages.Key.of(each.message()))).map(each::with).stream())
                .toList();
    }
}
