package chat.parley.jpa.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;

/** Reads what is to be archived, and what there still is of what was. */
@Dependent
public final class ArchivableMessages {

    /** So many of a conversation's last numbers keep their texts. */
    public static final int LAST_STAY = 100;

    private final Database database;

    /** Works on this database. */
    @Inject
    public ArchivableMessages(Database database) {
        this.database = database;
    }

    /**
     * How far a conversation is archived.
     *
     * @param rev up to which change of the messages up to {@code seq}
     */
    public record Place(ConversationId conversation, long seq, long rev) {}

    /** At most {@code limit} conversations after one in which something was said or changed since they were archived. */
    public List<Place> places(OrganizationId organization, long after, int limit) {
        return database.query(
                """
                select c.id, coalesce(p.seq, 0) as seq, coalesce(p.rev, 0) as rev
                from conversation_settings s
                join conversation c on c.id = s.conversation_id
                left join archive_place p on p.conversation_id = c.id
                where s.organization_id = ? and c.id > ?
                  and (c.last_seq > coalesce(p.seq, 0) or (p.seq > 0 and c.last_rev > p.rev))
                order by c.id
                limit ?
                """,
                row -> new Place(new ConversationId(row.getLong("id")), row.getLong("seq"), row.getLong("rev")),
                organization.value(),
                after,
                limit);
    }

    /** The numbers of at most {@code limit} messages after a place, up to the first that was said after a moment. */
    public List<Long> fresh(Place place, Instant moment, int limit) {
        return database
                .query(
                        "select seq, created_at <= ? as due from message where conversation_id = ? and seq > ? order by seq limit ?",
                        row -> new Fresh(row.getLong("seq"), row.getBoolean("due")),
                        moment,
                        place.conversation().value(),
                        place.seq(),
                        limit)
                .stream()
                .takeWhile(Fresh::due)
                .map(Fresh::seq)
                .toList();
    }

    private record Fresh(long seq, boolean due) {}

    /**
     * Messages one after the other whose texts may move.
     *
     * @param seq up to which number a conversation was looked through before
     * @param looked the numbers that come next, as far as they are old enough
     * @param movable those of them whose texts can go
     */
    public record Stretch(ConversationId conversation, long seq, List<Long> looked, List<Long> movable) {}

    private record Looked(long seq, boolean movable) {}

    /**
     * At most {@code limit} conversations after one, without a hold, with at least {@code least} archived messages that
     * may move.
     */
    public List<Place> movable(OrganizationId organization, long after, Instant moment, int least, int limit) {
        return database.query(
                """
                select c.id, p.moved_seq as seq, p.rev
                from archive_place p
                join conversation_settings s on s.conversation_id = p.conversation_id
                join conversation c on c.id = p.conversation_id
                where s.organization_id = ? and c.id > ? and least(p.seq, c.last_seq - ?) - p.moved_seq >= ?
                  and not exists (select from held_span h where h.conversation_id = c.id)
                  and (select m.created_at from message m
                       where m.conversation_id = c.id and m.seq >= p.moved_seq + ? order by m.seq limit 1) <= ?
                order by c.id limit ?
                """,
                row -> new Place(new ConversationId(row.getLong("id")), row.getLong("seq"), row.getLong("rev")),
                organization.value(),
                after,
                LAST_STAY,
                least,
                least,
                moment,
                limit);
    }

    /**
     * What comes next there, at most {@code limit} numbers, up to the first that was said after a moment. The last
     * {@value #LAST_STAY} stay, with which a conversation is shown; and those that have earlier versions, that others
     * answered in a thread or are to answer, or that a moderator has yet to see.
     */
    public Stretch stretch(Place place, Instant moment, int limit) {
        List<Looked> looked = database.query(
                """
                select m.seq,
                       m.moved_to is null and m.body <> '' and m.format <> 'SYSTEM' and m.deleted_at is null
                       and m.purpose is null
                       and not exists (
                           select from message_version v where v.conversation_id = m.conversation_id and v.seq = m.seq)
                       and not exists (
                           select from thread t where t.conversation_id = m.conversation_id and t.root_seq = m.seq)
                       and not exists (
                           select from message_flag f
                           where f.conversation_id = m.conversation_id and f.sender_id = m.sender_id
                             and f.client_id = m.client_id and f.seen_at is null) as movable
                from (select x.* from message x
                      join archive_place p on p.conversation_id = x.conversation_id
                      join conversation c on c.id = x.conversation_id
                      where x.conversation_id = ? and x.seq > ? and x.seq <= least(p.seq, c.last_seq - ?)
                      order by x.seq limit ?) m
                where m.created_at <= ?
                order by m.seq
                """,
                row -> new Looked(row.getLong("seq"), row.getBoolean("movable")),
                place.conversation().value(),
                place.seq(),
                LAST_STAY,
                limit,
                moment);
        return new Stretch(
                place.conversation(),
                place.seq(),
                looked.stream().map(Looked::seq).toList(),
                looked.stream().filter(Looked::movable).map(Looked::seq).toList());
    }

    /** A change of a message, archived or not. */
    public record Changed(long rev, long seq) {}

    /** At most {@code limit} changes after a place. */
    public List<Changed> changed(Place place, int limit) {
        return database.query(
                "select rev, seq from message_change where conversation_id = ? and rev > ? order by rev limit ?",
                row -> new Changed(row.getLong("rev"), row.getLong("seq")),
                place.conversation().value(),
                place.rev(),
                limit);
    }

    /** Messages as they are now, as far as there are any; in their order. */
    public List<ArchivedLine> lines(ConversationId conversation, List<Long> numbers) {
        return database.query(
                """
                select m.seq, m.rev, m.moved_to is not null as moved, v.count, jsonb_strip_nulls(jsonb_build_object(
                    'conversation', m.conversation_id, 'seq', m.seq, 'rev', m.rev, 'id', m.client_id, 'sender', m.sender_id,
                    'at', export_time(m.created_at), 'format', lower(m.format), 'body', m.body,
                    'edited', export_time(m.edited_at), 'deleted', export_time(m.deleted_at),
                    'replyTo', m.reply_to, 'thread', m.thread_root, 'forwardedFrom', m.source, 'purpose', m.purpose,
                    'versions', v.versions))::text as json
                from message m
                cross join lateral (
                    select count(*) as count, coalesce(jsonb_agg(jsonb_build_object(
                        'rev', v.rev, 'format', lower(v.format), 'body', v.body, 'purpose', v.purpose,
                        'replaced', export_time(v.replaced_at), 'by', v.replaced_by) order by v.rev), '[]') as versions
                    from message_version v
                    where m.rev > 0 and v.conversation_id = m.conversation_id and v.seq = m.seq) v
                where m.conversation_id = ? and m.seq = any (?)
                order by m.seq
                """,
                row -> new ArchivedLine(
                        row.getLong("seq"),
                        row.getLong("rev"),
                        row.getLong("count"),
                        row.getBoolean("moved"),
                        row.getString("json")),
                conversation.value(),
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** The same by their numbers. */
    public Map<Long, ArchivedLine> present(ConversationId conversation, List<Long> numbers) {
        return lines(conversation, numbers).stream().collect(Collectors.toMap(ArchivedLine::seq, Function.identity()));
    }

    /** Until when the rules of retention that are in force keep the newest of some messages at least; empty if none says so. */
    public Optional<Instant> keptUntil(OrganizationId organization, ConversationId conversation, List<Long> numbers) {
        return database.first(
                """
                select max(m.created_at) + make_interval(hours => 24 * t.keep_days) as time
                from retention_terms(?, '{}', '{}', ?) t
                join message m on m.conversation_id = ? and m.seq = any (?)
                where t.keep_days is not null
                group by t.keep_days
                """,
                row -> Database.instant(row, "time"),
                organization.value(),
                conversation.value(),
                conversation.value(),
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** How many numbers after one up to another are neither a message nor noted as destroyed. */
    public long missing(ConversationId conversation, long after, long upTo) {
        return database.first(
                        """
                        select (? - ?)
                            - (select count(*) from message m where m.conversation_id = ? and m.seq > ? and m.seq <= ?)
                            - (select coalesce(sum(least(g.to_seq, ?) - greatest(g.from_seq, ? + 1) + 1), 0)
                               from message_gap g
                               where g.conversation_id = ? and g.to_seq > ? and g.from_seq <= ?)
                        """,
                        row -> row.getLong(1),
                        upTo,
                        after,
                        conversation.value(),
                        after,
                        upTo,
                        upTo,
                        after,
                        conversation.value(),
                        after,
                        upTo)
                .orElseThrow();
    }
}
