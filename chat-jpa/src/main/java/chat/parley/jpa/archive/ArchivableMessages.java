package chat.parley.jpa.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
                select m.seq, m.rev, v.count, jsonb_strip_nulls(jsonb_build_object(
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
                        row.getLong("seq"), row.getLong("rev"), row.getLong("count"), row.getString("json")),
                conversation.value(),
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** The same by their numbers. */
    public Map<Long, ArchivedLine> present(ConversationId conversation, List<Long> numbers) {
        return lines(conversation, numbers).stream().collect(Collectors.toMap(ArchivedLine::seq, Function.identity()));
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
