package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** How far members have come: one row for a member, whatever the number of messages. */
@Dependent
public final class ReadCursors {

    private final Database database;

    /** Works on this database. */
    @Inject
    public ReadCursors(Database database) {
        this.database = database;
    }

    /**
     * Moves positions forward, in one statement: never back, never past the last message, and only of those who are
     * members now and may see what they have come to. At most one mark for an account and a conversation. Rows are
     * taken in the order of the accounts, as everywhere, so that writers do not wait for each other in a circle.
     *
     * @param mostNamed how many members a conversation has at the most that shows positions by name
     * @return what has moved
     */
    public List<Moved> advance(List<Mark> marks, int mostNamed, Instant at) {
        return database.query(
                """
                with marked as (
                    select k.account_id, k.conversation_id, least(k.read, c.last_seq) as read,
                           least(greatest(k.delivered, k.read), c.last_seq) as delivered,
                           coalesce(r.read_seq, 0) as read_before,
                           greatest(r.delivered_seq, r.read_seq, 0) as delivered_before
                    from unnest(?, ?, ?, ?) as k (account_id, conversation_id, delivered, read)
                    join conversation c on c.id = k.conversation_id
                    join member m on m.conversation_id = c.id and m.account_id = k.account_id and m.to_seq is null
                    left join read_cursor r on r.account_id = k.account_id and r.conversation_id = c.id
                    where least(greatest(k.delivered, k.read), c.last_seq) >= m.from_seq
                ), moving as (
                    select * from marked where read > read_before or delivered > delivered_before
                ), state as (
                    insert into account_state as s (account_id, rev)
                    select distinct g.account_id, 1 from moving g where g.read > g.read_before order by g.account_id
                    on conflict (account_id) do update set rev = s.rev + 1
                    returning s.account_id, s.rev
                ), written as (
                    insert into read_cursor as r (
                        account_id, conversation_id, read_seq, delivered_seq, account_rev, read_at)
                    select g.account_id, g.conversation_id, g.read, g.delivered, coalesce(s.rev, 0), ?
                    from moving g
                    left join state s on s.account_id = g.account_id and g.read > g.read_before
                    order by g.account_id, g.conversation_id
                    on conflict (account_id, conversation_id) do update
                    set read_seq = greatest(r.read_seq, excluded.read_seq),
                        delivered_seq = greatest(r.delivered_seq, excluded.delivered_seq),
                        account_rev = greatest(r.account_rev, excluded.account_rev),
                        read_at = case when excluded.read_seq > r.read_seq then excluded.read_at else r.read_at end
                    returning r.account_id, r.conversation_id, r.read_seq, r.delivered_seq, r.account_rev
                ), place as materialized (
                    select p.conversation_id, p.receipts = 'ON' and (
                               select count(*) from (
                                   select 1 from member n
                                   where n.conversation_id = p.conversation_id and n.to_seq is null limit ?) few
                           ) <= ? as named
                    from conversation_settings p
                    where p.conversation_id in (select g.conversation_id from moving g)
                )
                select w.account_id, w.conversation_id, w.read_seq, greatest(w.delivered_seq, w.read_seq) as delivered_seq,
                       case when g.read > g.read_before then w.account_rev else 0 end as account_rev,
                       p.named and not coalesce(a.hides_receipts, false) as shown
                from written w
                join moving g on g.account_id = w.account_id and g.conversation_id = w.conversation_id
                join place p on p.conversation_id = w.conversation_id
                left join account_state a on a.account_id = w.account_id
                order by w.conversation_id, w.account_id
                """,
                row -> new Moved(
                        new ConversationId(row.getLong("conversation_id")),
                        new Reached(
                                new AccountId(row.getLong("account_id")),
                                row.getLong("delivered_seq"),
                                row.getLong("read_seq")),
                        row.getLong("account_rev"),
                        row.getBoolean("shown")),
                marks.stream().mapToLong(mark -> mark.account().value()).toArray(),
                marks.stream().mapToLong(mark -> mark.conversation().value()).toArray(),
                marks.stream().mapToLong(Mark::delivered).toArray(),
                marks.stream().mapToLong(Mark::read).toArray(),
                at,
                mostNamed + 1,
                mostNamed);
    }

    /** Where an account has read to. */
    public record Cursor(ConversationId conversation, long seq) {}
}
