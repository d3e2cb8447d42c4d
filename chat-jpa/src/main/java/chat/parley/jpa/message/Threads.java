package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
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
 * Who follows which thread, and how far they have read it. Who writes in a thread follows it from there on, and so does
 * who wrote its root: {@code post_batch} notes it. What is said by hand is written in a transaction that has taken the
 * account's next number.
 */
@Dependent
public final class Threads {

    private static final String MARK = "f.conversation_id, f.root_seq, f.following, f.read_seq, f.account_rev";

    private static final String FOLLOW = """
            insert into thread_follow as f (account_id, conversation_id, root_seq, following, account_rev)
            values (?, ?, ?, ?, ?)
            on conflict (account_id, conversation_id, root_seq) do update
            set following = excluded.following, account_rev = excluded.account_rev
            returning""";

    private static final String READ = """
            insert into thread_follow as f (account_id, conversation_id, root_seq, following, read_seq, account_rev)
            values (?, ?, ?, false, ?, ?)
            on conflict (account_id, conversation_id, root_seq) do update
            set read_seq = greatest(f.read_seq, excluded.read_seq), account_rev = excluded.account_rev
            returning""";

    private final Database database;
    private final Messages messages;

    /** Works on this database. */
    @Inject
    public Threads(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    /** What a thread is to an account, if it is anything. */
    public Optional<ThreadMark> mark(AccountId account, ConversationId conversation, long root) {
        return database.first(
                "select " + MARK
                        + " from thread_follow f where f.account_id = ? and f.conversation_id = ? and f.root_seq = ?",
                Threads::mark,
                account.value(),
                conversation.value(),
                root);
    }

    /** Follows a thread, or no longer; what is read of it stays so. */
    public ThreadMark follow(
            AccountId account, ConversationId conversation, long root, boolean following, long accountRev) {
        return write(FOLLOW, account, conversation, root, following, accountRev);
    }

    /** Moves the read position of a thread forward. Whoever does not follow it does not by reading it. */
    public ThreadMark read(AccountId account, ConversationId conversation, long root, long seq, long accountRev) {
        return write(READ, account, conversation, root, seq, accountRev);
    }

    private ThreadMark write(
            String statement, AccountId account, ConversationId conversation, long root, Object said, long accountRev) {
        return database.first(
                        statement + " " + MARK,
                        Threads::mark,
                        account.value(),
                        conversation.value(),
                        root,
                        said,
                        accountRev)
                .orElseThrow();
    }

    /** A mark, and the number of the account's own state under which it was written. */
    public record Marked(ThreadMark mark, long rev) {}

    /** At most {@code limit} of what was said by hand after this number, in that order. */
    public List<Marked> since(AccountId account, long rev, int limit) {
        return database.query(
                "select " + MARK
                        + " from thread_follow f where f.account_id = ? and f.account_rev > 0 and f.account_rev > ?"
                        + " order by f.account_rev limit ?",
                row -> new Marked(mark(row), row.getLong("account_rev")),
                account.value(),
                rev,
                limit);
    }

    /**
     * A thread that an account follows.
     *
     * @param root the message whose thread it is, as it is now
     * @param read the last reply that is read
     * @param unread how many replies came after it and were not deleted
     * @param lastAt when the last reply came
     */
    public record Followed(PostedMessage root, long read, long unread, Instant lastAt) {

        Followed with(PostedMessage complete) {
            return new Followed(complete, read, unread, lastAt);
        }
    }

    /**
     * At most {@code limit} of the threads that an account follows in conversations it is a member of, what was answered
     * last first; of those whose last reply came before a moment.
     *
     * @param onlyUnread leaves out those in which everything is read
     */
    public List<Followed> followed(AccountId account, boolean onlyUnread, @Nullable Instant before, int limit) {
        List<Followed> followed = database.query(
                """
                select f.read_seq, t.last_at, u.unread, m.*
                from thread_follow f
                join thread t on t.conversation_id = f.conversation_id and t.root_seq = f.root_seq and t.replies > 0
                join member n on n.conversation_id = f.conversation_id and n.account_id = f.account_id
                             and n.to_seq is null and n.from_seq <= f.root_seq
                join message m on m.conversation_id = f.conversation_id and m.seq = f.root_seq
                cross join lateral (
                    select count(*) as unread from message r
                    where t.last_seq > f.read_seq and r.conversation_id = f.conversation_id
                      and r.thread_root = f.root_seq and r.seq > f.read_seq and r.deleted_at is null
                ) u
                where f.account_id = ? and f.following and t.last_at < coalesce(?::timestamptz, 'infinity')
                  and (u.unread > 0 or not ?)
                order by t.last_at desc
                limit ?
                """,
                row -> new Followed(
                        Messages.read(row),
                        row.getLong("read_seq"),
                        row.getLong("unread"),
                        Database.instant(row, "last_at")),
                account.value(),
                before,
                onlyUnread,
                limit);
        Map<Messages.Key, PostedMessage> roots =
                messages.whole(followed.stream().map(Followed::root).toList());
        return followed.stream()
                .flatMap(each -> Optional.ofNullable(roots.get(Messages.Key.of(each.root()))).map(each::with).stream())
                .toList();
    }

    private static ThreadMark mark(ResultSet row) throws SQLException {
        return new ThreadMark(
                new ConversationId(row.getLong("conversation_id")),
                row.getLong("root_seq"),
                row.getBoolean("following"),
                row.getLong("read_seq"));
    }
}
