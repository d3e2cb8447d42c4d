package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import org.jspecify.annotations.Nullable;

/**
 * What concerns an account: who has mentioned it, and threads that it follows with unread replies; only where it is a member
 * now, and of what it may see. What it is done with is written in a transaction that has taken its next number.
 */
@Dependent
public final class Inbox {

    /** Mentions of an account that is a member; {@code n} is one, {@code m} the membership. */
    private static final String MENTION = """
            n.conversation_id, n.seq, n.thread_root, m.from_seq, n.at,
            d.seq is not null or n.at <= t.until as done
            """;

    private static final String DONE = """
            left join mention_done d on d.account_id = m.account_id and d.conversation_id = n.conversation_id
                                    and d.seq = n.seq and d.done
            """;

    /** Mentions that speak to many, and to this member among them. */
    private static final String TO_MANY = """
            n.kind <> 'PERSON' and n.sender_id <> m.account_id
            and (n.kind = 'EVERYBODY' or m.account_id = any (n.accounts))
            """;

    /** What somebody says whom the member has blocked does not concern them. */
    private static final String HEARD = """
            not exists (
                select 1 from account_block b
                where b.account_id = m.account_id and b.other_id = n.sender_id and b.blocked)
            """;

    static final String PAGE = """
            with t as (
                select coalesce((select i.done_until from inbox i where i.account_id = ?), '-infinity') as until
            ), named as (
                select %1$s
                from t, message_mention n
                join member m on m.conversation_id = n.conversation_id and m.account_id = n.target and m.to_seq is null
                             and m.from_seq <= n.seq
                %2$s
                where n.kind = 'PERSON' and n.target = ? and n.at < ? and (? or (d.seq is null and n.at > t.until))
                  and %4$s
                order by n.at desc limit ?
            ), called as (
                select c.* from member m
                cross join lateral (
                    select %1$s
                    from t, message_mention n
                    %2$s
                    where n.conversation_id = m.conversation_id and n.seq >= m.from_seq and n.at < ? and %3$s
                      and (? or (d.seq is null and n.at > t.until)) and %4$s
                    order by n.at desc limit ?
                ) c
                where m.account_id = ? and m.to_seq is null
                order by c.at desc limit ?
            ), mention as (
                select b.conversation_id, b.seq, b.thread_root, b.from_seq, max(b.at) as at, bool_and(b.done) as done
                from (select * from named union all select * from called) b
                group by b.conversation_id, b.seq, b.thread_root, b.from_seq
            ), item as (
                select 'MENTION' as item, n.conversation_id, n.seq, n.at as item_at, n.done, 0::bigint as unread,
                       n.seq <= coalesce(
                           case when n.thread_root >= n.from_seq then (
                               select f.read_seq from thread_follow f
                               where f.account_id = ? and f.conversation_id = n.conversation_id
                                 and f.root_seq = n.thread_root)
                           else (
                               select r.read_seq from read_cursor r
                               where r.account_id = ? and r.conversation_id = n.conversation_id) end, 0) as item_read
                from mention n
                union all
                (select 'THREAD', f.conversation_id, f.root_seq, h.last_at, false, u.unread, false
                from thread_follow f
                join thread h on h.conversation_id = f.conversation_id and h.root_seq = f.root_seq
                             and h.last_seq > f.read_seq and h.replies > 0
                join member m on m.conversation_id = f.conversation_id and m.account_id = f.account_id
                             and m.to_seq is null and m.from_seq <= f.root_seq
                cross join lateral (
                    select count(*) as unread from message r
                    where r.conversation_id = f.conversation_id and r.thread_root = f.root_seq and r.seq > f.read_seq
                      and r.deleted_at is null) u
                where f.account_id = ? and f.following and h.last_at < ? and u.unread > 0
                order by h.last_at desc limit ?)
                order by item_at desc limit ?
            )
            select i.item, i.item_at, i.done, i.unread, i.item_read, l.*
            from item i
            cross join lateral (
                select * from message l where l.conversation_id = i.conversation_id and l.seq = i.seq limit 1) l
            order by i.item_at desc
            """.formatted(MENTION, DONE, TO_MANY, HEARD);

    /** Later than anything can have come. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final Database database;
    private final Messages messages;

    /** Works on this database. */
    @Inject
    public Inbox(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    /**
     * At most {@code limit} items that came before a moment, the newest first, in one statement. Its plan walks
     * {@code message_mention_by_time} of the account, and of each conversation it is in {@code message_mention_of_many}; it
     * reads as many rows as it may answer, and those it is done with singly.
     *
     * @param alsoDone with those that were put away
     */
    public List<InboxItem> page(AccountId account, boolean alsoDone, @Nullable Instant before, int limit) {
        Instant end = before == null ? END : before;
        List<InboxItem> items = database.query(PAGE, Inbox::item, parameters(account, alsoDone, end, limit));
        Map<Messages.Key, PostedMessage> whole =
                messages.whole(items.stream().map(InboxItem::message).toList());
        return items.stream()
                .flatMap(item ->
                        Optional.ofNullable(whole.get(Messages.Key.of(item.message()))).map(item::with).stream())
                .toList();
    }

    /** Those of {@link #PAGE}. */
    static Object[] parameters(AccountId account, boolean alsoDone, Instant end, int limit) {
        long id = account.value();
        return new Object[] {
            id, id, end, alsoDone, limit, end, alsoDone, limit, id, limit, id, id, id, end, limit, limit
        };
    }

    /** Whether a message speaks to this account, which is a member there and may see it. */
    public boolean concerns(AccountId account, ConversationId conversation, long seq) {
        return database.first("""
                        select 1 from message_mention n
                        join member m on m.conversation_id = n.conversation_id and m.account_id = ? and m.to_seq is null
                                     and m.from_seq <= n.seq
                        where n.conversation_id = ? and n.seq = ? and (
                            (n.kind = 'PERSON' and n.target = m.account_id) or (%s)) and %s
                        limit 1
                        """.formatted(TO_MANY, HEARD), row -> true, account.value(), conversation.value(), seq)
                .isPresent();
    }

    /** What decides whom of many a message concerns, of this account. */
    public Attention attention(AccountId account) {
        return database.first(
                        """
                        select array(select g.user_group_id from user_group_member g where g.account_id = ?) as groups,
                               array(select b.other_id from account_block b where b.account_id = ? and b.blocked) as blocked
                        """,
                        row -> new Attention(
                                numbers(row, "groups")
                                        .mapToObj(UserGroupId::new)
                                        .collect(Collectors.toUnmodifiableSet()),
                                numbers(row, "blocked")
                                        .mapToObj(AccountId::new)
                                        .collect(Collectors.toUnmodifiableSet())),
                        account.value(),
                        account.value())
                .orElseThrow();
    }

    private static LongStream numbers(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Long[]) row.getArray(column).getArray()).mapToLong(Long::longValue);
    }

    /** Whether the account has put this one away by itself. */
    public boolean isDone(AccountId account, ConversationId conversation, long seq) {
        return database.first(
                        "select done from mention_done where account_id = ? and conversation_id = ? and seq = ?",
                        row -> row.getBoolean(1),
                        account.value(),
                        conversation.value(),
                        seq)
                .orElse(false);
    }

    /** Puts a mention away, or takes it back, as the account's change of this number. */
    public void put(AccountId account, DoneMark mark, long accountRev) {
        database.update("""
                insert into mention_done (account_id, conversation_id, seq, done, account_rev) values (?, ?, ?, ?, ?)
                on conflict (account_id, conversation_id, seq) do update
                set done = excluded.done, account_rev = excluded.account_rev
                """, account.value(), mark.conversation().value(), mark.seq(), mark.done(), accountRev);
    }

    /** Up to when an account has put all mentions away, and the number under which it did last. */
    public record Tidied(Instant until, long rev) {}

    /** Up to when this account has put all mentions away, if it ever has. */
    public Optional<Tidied> tidied(AccountId account) {
        return database.first(
                "select done_until, account_rev from inbox where account_id = ?",
                row -> new Tidied(Database.instant(row, "done_until"), row.getLong("account_rev")),
                account.value());
    }

    /** Puts all mentions up to a moment away, as the account's change of this number. What that covers singly is forgotten. */
    public void tidy(AccountId account, Instant until, long accountRev) {
        database.update("""
                with tidied as (
                    insert into inbox as i (account_id, done_until, account_rev) values (?, ?, ?)
                    on conflict (account_id) do update
                    set done_until = greatest(i.done_until, excluded.done_until), account_rev = excluded.account_rev
                    returning account_id, done_until
                )
                delete from mention_done d using tidied t
                where d.account_id = t.account_id and not exists (
                    select 1 from message_mention n
                    where n.conversation_id = d.conversation_id and n.seq = d.seq and n.at > t.done_until)
                """, account.value(), until, accountRev);
    }

    /** A mark, and the number of the account's own state under which it was made. */
    public record Marked(DoneMark mark, long rev) {}

    /** At most {@code limit} of what was put away, or taken back, after this number, in that order. */
    public List<Marked> since(AccountId account, long rev, int limit) {
        return database.query(
                """
                select conversation_id, seq, done, account_rev from mention_done
                where account_id = ? and account_rev > ? order by account_rev limit ?
                """,
                row -> new Marked(
                        new DoneMark(
                                new ConversationId(row.getLong("conversation_id")),
                                row.getLong("seq"),
                                row.getBoolean("done")),
                        row.getLong("account_rev")),
                account.value(),
                rev,
                limit);
    }

    private static InboxItem item(ResultSet row) throws SQLException {
        PostedMessage message = Messages.read(row);
        Instant at = Database.instant(row, "item_at");
        return switch (row.getString("item")) {
            case "MENTION" -> new InboxItem.OfMention(message, at, row.getBoolean("item_read"), row.getBoolean("done"));
            case "THREAD" -> new InboxItem.OfThread(message, at, row.getLong("unread"));
            case String other -> throw new IllegalStateException("an inbox has no " + other);
        };
    }
}
