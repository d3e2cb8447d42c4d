package chat.parley.jpa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Who is, and was, a member of what: table {@code member}, as it is asked. */
@Dependent
public final class Memberships {

    private final Database database;
    private final Summaries summaries;

    /** Works on this database. */
    @Inject
    public Memberships(Database database) {
        this.database = database;
        summaries = new Summaries(database);
    }

    /**
     * What a conversation and an account are to each other at this moment, read in one statement so that the membership
     * and {@code access_rev} belong together. Which organization may ask is for the caller to check.
     */
    public Optional<Standing> standing(AccountId account, ConversationId conversation, Instant now) {
        return database.first(
                """
                select c.id, s.organization_id, s.kind, s.visibility, s.archived_at is not null as archived,
                       s.history, s.history_last, s.history_since,
                       s.receipts, s.versions, s.posting, s.slow_seconds, s.takes_requests, c.access_rev, c.last_seq,
                       m.role, m.joined_seq, m.from_seq, m.to_seq, x.muted, x.banned,
                       s.kind = 'DIRECT' and exists (
                           select 1 from member o
                           join account_block b on b.blocked
                            and (b.account_id = ? and b.other_id = o.account_id
                                 or b.account_id = o.account_id and b.other_id = ?)
                           where o.conversation_id = c.id and o.account_id <> ?) as blocked,
                       exists (
                           select 1 from parted p
                           join member o on o.conversation_id = c.id and o.account_id = p.other_id and o.to_seq is null
                           where p.account_id = ?) as parted
                from conversation c
                join conversation_settings s on s.conversation_id = c.id
                left join lateral (
                    select m.role, m.joined_seq, m.from_seq, m.to_seq
                    from member m
                    where m.conversation_id = c.id and m.account_id = ?
                    order by m.joined_seq desc
                    limit 1
                ) m on true
                left join lateral (
                    select bool_or(x.kind = 'MUTE') as muted, bool_or(x.kind = 'BAN') as banned
                    from sanction x
                    where x.conversation_id = c.id and x.account_id = ? and x.kind in ('MUTE', 'BAN')
                      and x.lifted_at is null and (x.until is null or x.until > ?)
                ) x on true
                where c.id = ?
                """,
                Memberships::standingOf,
                account.value(),
                account.value(),
                account.value(),
                account.value(),
                account.value(),
                account.value(),
                now,
                conversation.value());
    }

    /**
     * Where an account stands in a conversation it is a member of.
     *
     * @param fromSeq the first message it may see
     * @param joinedSeq the message of its joining
     * @param lastSeq the conversation's newest message
     * @param lastRev the conversation's newest change
     * @param readSeq the last message it has read
     */
    public record Head(
            ConversationId conversation,
            long fromSeq,
            long joinedSeq,
            long lastSeq,
            long lastRev,
            long readSeq,
            Role role) {

        /** How many messages it may see and has not read. */
        public long unread() {
            return Unread.of(lastSeq, readSeq, fromSeq);
        }
    }

    /**
     * Where an account stands in all conversations it is a member of, in one statement; by conversation. The read position
     * is looked up, not joined: to a plan made for any account, which has few conversations on average, a join by the
     * account alone looks as good as one by the whole key, and for somebody in 500 it takes 25 times as long.
     */
    public List<Head> headsOf(AccountId account) {
        return database.query(
                """
                select m.conversation_id, m.from_seq, m.joined_seq, m.role, c.last_seq, c.last_rev,
                       coalesce((select r.read_seq from read_cursor r
                                 where r.account_id = m.account_id and r.conversation_id = m.conversation_id), 0)
                           as read_seq
                from member m
                join conversation c on c.id = m.conversation_id
                where m.account_id = ? and m.to_seq is null
                order by m.conversation_id
                """,
                row -> new Head(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("from_seq"),
                        row.getLong("joined_seq"),
                        row.getLong("last_seq"),
                        row.getLong("last_rev"),
                        row.getLong("read_seq"),
                        Role.valueOf(row.getString("role"))),
                account.value());
    }

    /** That an account is no member of a conversation any more, and what it may still see of its last time there. */
    public record Ended(ConversationId conversation, Span span) {}

    /** The memberships that ended after this number of the account's own state and did not begin again. */
    public List<Ended> endedSince(AccountId account, long accountRev) {
        return database.query(
                """
                select distinct on (m.conversation_id) m.conversation_id, m.from_seq, m.to_seq
                from member m
                where m.account_id = ? and m.account_rev > ? and m.to_seq is not null
                  and not exists (
                      select 1 from member n
                      where n.conversation_id = m.conversation_id and n.account_id = m.account_id and n.to_seq is null)
                order by m.conversation_id, m.joined_seq desc
                """,
                row -> new Ended(new ConversationId(row.getLong("conversation_id")), span(row)),
                account.value(),
                accountRev);
    }

    /**
     * The conversations an account is a member of in which, after this number of the account's own state, it came in,
     * got another role, or read on.
     */
    public List<ConversationId> changedSince(AccountId account, long accountRev) {
        return database.query("""
                select m.conversation_id
                from member m
                where m.account_id = ? and m.to_seq is null
                  and greatest(m.account_rev,
                               (select r.account_rev from read_cursor r
                                where r.account_id = m.account_id and r.conversation_id = m.conversation_id)) > ?
                order by m.conversation_id
                """, row -> new ConversationId(row.getLong(1)), account.value(), accountRev);
    }

    /** These conversations as this account sees them, as far as it is a member; the newest conversation first. */
    public List<ConversationSummary> summaries(AccountId account, long[] conversations) {
        return summaries.query(
                account, SUMMARY + "and m.conversation_id = any (?) order by m.conversation_id desc", conversations);
    }

    /** This conversation as this account sees it, if it is a member. */
    public Optional<ConversationSummary> summary(AccountId account, ConversationId conversation) {
        return summaries.query(account, SUMMARY + "and m.conversation_id = ?", conversation.value()).stream()
                .findFirst();
    }

    /**
     * At most {@code limit} of an account's conversations that are older than one, the newest first. The plan of the
     * statement for a page is a walk along {@code member_of_account} with a look-up by key in each other table, and for
     * the last message one step back from the end of the one partition's primary key (docs/decisions/0044).
     */
    public List<ConversationSummary> page(AccountId account, long before, int limit) {
        return summaries.query(
                account, SUMMARY + "and m.conversation_id < ? order by m.conversation_id desc limit ?", before, limit);
    }

    private static final String SUMMARY = """
            select m.conversation_id, s.kind, s.name, s.topic, s.visibility, s.receipts, s.versions, s.previews,
                   s.history, s.history_last, s.history_since, s.bookmarks_rev,
                   s.takes_requests,
                   case when s.takes_requests and m.role in ('OWNER', 'ADMINISTRATOR', 'MODERATOR') then (
                       select count(*) from join_request j
                       where j.conversation_id = m.conversation_id and j.state = 'OPEN') else 0 end as waiting,
                   case when m.role in ('OWNER', 'ADMINISTRATOR', 'MODERATOR') then (
                       select count(*) from held_message h
                       where h.conversation_id = m.conversation_id and h.state = 'HELD' and not exists (
                           select 1 from message p
                           where p.conversation_id = h.conversation_id and p.sender_id = h.sender_id
                             and p.client_id = h.client_id)) else 0 end as held,
                   s.posting, s.slow_seconds, s.archived_at is not null as archived, m.role, m.from_seq, c.last_seq, c.last_rev,
                   coalesce((select r.read_seq from read_cursor r
                             where r.account_id = m.account_id and r.conversation_id = m.conversation_id), 0)
                       as read_seq,
                   exists (select 1 from thread t where t.conversation_id = m.conversation_id) as has_threads,
                   exists (select 1 from message_gap g where g.conversation_id = m.conversation_id) as has_gaps,
                   coalesce(o.account_id, m.account_id) as with_account,
                   x.kind as sanction, x.until as muted_until, x.reason as muted_why,
                   l.seq, l.rev, l.client_id, l.sender_id, l.created_at, l.format, l.body, l.reply_to, l.thread_root, l.source,
                   l.purpose, l.edited_at, l.deleted_at
            from member m
            join conversation c on c.id = m.conversation_id
            join conversation_settings s on s.conversation_id = m.conversation_id
            left join lateral (
                select p.account_id from member p
                where s.kind = 'DIRECT' and p.conversation_id = m.conversation_id and p.account_id <> m.account_id
                  and p.to_seq is null
                limit 1
            ) o on true
            left join lateral (
                select * from message l
                where l.conversation_id = m.conversation_id and l.seq >= m.from_seq
                order by l.seq desc
                limit 1
            ) l on true
            left join sanction x
              on x.conversation_id = m.conversation_id and x.kind = 'MUTE' and x.account_id = m.account_id
             and x.lifted_at is null and (x.until is null or x.until > now())
            where m.account_id = ? and m.to_seq is null
            """;

    private static Standing standingOf(ResultSet row) throws SQLException {
        return new Standing(
                new ConversationId(row.getLong("id")),
                new OrganizationId(row.getLong("organization_id")),
                new Place(
                        ConversationKind.valueOf(row.getString("kind")),
                        Visibility.valueOf(row.getString("visibility")),
                        row.getBoolean("archived"),
                        PostingPolicy.valueOf(row.getString("posting"))),
                Summaries.history(row),
                ReceiptPolicy.valueOf(row.getString("receipts")),
                VersionPolicy.valueOf(row.getString("versions")),
                Duration.ofSeconds(row.getInt("slow_seconds")),
                row.getBoolean("takes_requests"),
                row.getLong("access_rev"),
                row.getLong("last_seq"),
                membershipOrNull(row),
                row.getBoolean("muted"),
                row.getBoolean("banned"),
                row.getBoolean("blocked"),
                row.getBoolean("parted"));
    }

    private static @Nullable Membership membershipOrNull(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return role == null ? null : new Membership(Role.valueOf(role), row.getLong("joined_seq"), span(row));
    }

    static Span span(ResultSet row) throws SQLException {
        long to = row.getLong("to_seq");
        boolean open = row.wasNull();
        return new Span(row.getLong("from_seq"), open ? Long.MAX_VALUE : to);
    }
}
