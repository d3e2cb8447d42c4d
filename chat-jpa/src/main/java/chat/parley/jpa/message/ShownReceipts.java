package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * How far members have come, as far as others are shown it: nothing of those who hide it. Whether it is shown in the
 * conversation at all is for the caller to ask.
 */
@Dependent
public final class ShownReceipts {

    private static final String SHOWN = """
            from member m
            join read_cursor r on r.account_id = m.account_id and r.conversation_id = m.conversation_id
            left join account_state a on a.account_id = m.account_id
            where m.conversation_id = ? and m.to_seq is null and not coalesce(a.hides_receipts, false)
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public ShownReceipts(Database database) {
        this.database = database;
    }

    /** Whether positions are shown by name in a conversation: by its setting, and because it is small enough. */
    public boolean named(ConversationId conversation, int mostNamed) {
        return database.first("""
                        select 1 from conversation_settings s
                        where s.conversation_id = ? and s.receipts = 'ON' and (
                            select count(*) from (
                                select 1 from member n
                                where n.conversation_id = s.conversation_id and n.to_seq is null limit ?) few) <= ?
                        """, row -> true, conversation.value(), mostNamed + 1, mostNamed)
                .isPresent();
    }

    /** Where the members are, by account. */
    public List<Reached> positions(ConversationId conversation) {
        return database.query(
                "select m.account_id, greatest(r.delivered_seq, r.read_seq) as delivered, r.read_seq " + SHOWN
                        + "order by m.account_id",
                row -> new Reached(
                        new AccountId(row.getLong("account_id")), row.getLong("delivered"), row.getLong("read_seq")),
                conversation.value());
    }

    /** How many members, other than who sent it, may see a message, and how many of them it has come to. */
    public record Tally(long members, long delivered, long read) {}

    /** Counts for one message. */
    public Tally tally(PostedMessage message) {
        return database.first(
                        """
                        select count(*) as members,
                               count(*) filter (where shown and greatest(delivered_seq, read_seq) >= k.seq) as delivered,
                               count(*) filter (where shown and read_seq >= k.seq) as read
                        from (select ?::bigint as conversation_id, ?::bigint as seq, ?::bigint as sender_id) k
                        cross join lateral (
                            select r.delivered_seq, r.read_seq, not coalesce(a.hides_receipts, false) as shown
                            from member m
                            left join read_cursor r
                                on r.account_id = m.account_id and r.conversation_id = m.conversation_id
                            left join account_state a on a.account_id = m.account_id
                            where m.conversation_id = k.conversation_id and m.to_seq is null
                              and m.from_seq <= k.seq and m.account_id <> k.sender_id
                        ) other
                        """,
                        row -> new Tally(row.getLong("members"), row.getLong("delivered"), row.getLong("read")),
                        message.conversation().value(),
                        message.seq(),
                        message.sender().value())
                .orElseThrow();
    }

    /**
     * Somebody a message has come to.
     *
     * @param at when they read it, where that is known: until they read on
     */
    public record Reader(
            AccountId account, boolean read, @Nullable Instant at) {}

    /** Those whom a message has come to, other than who sent it: who has read it first. */
    public List<Reader> readers(PostedMessage message) {
        return database.query(
                "select m.account_id, r.read_seq >= ? as read, case when r.read_seq = ? then r.read_at end as at "
                        + SHOWN
                        + "and greatest(r.delivered_seq, r.read_seq) >= ? and m.from_seq <= ? and m.account_id <> ? "
                        + "order by read desc, m.account_id",
                row -> new Reader(
                        new AccountId(row.getLong("account_id")),
                        row.getBoolean("read"),
                        Database.instantOrNull(row, "at")),
                message.seq(),
                message.seq(),
                message.conversation().value(),
                message.seq(),
                message.seq(),
                message.sender().value());
    }
}
