package chat.parley.jpa.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** The catalogue of what is archived: {@code archive_segment}, and {@code archive_leftover}. */
@Dependent
public final class ArchiveSegments {

    private final Database database;

    /** Works on this database. */
    @Inject
    public ArchiveSegments(Database database) {
        this.database = database;
    }

    /**
     * Has the conversation stand still until the transaction ends, and says whether these messages are as they were read: all
     * there, none changed, none robbed of what it said before.
     */
    public boolean holdsStill(ConversationId conversation, List<ArchivedLine> lines) {
        database.query(
                "select id from conversation where id = ? for no key update",
                row -> row.getLong(1),
                conversation.value());
        return database.first(
                        """
                        select count(*), coalesce(sum(m.rev), 0), coalesce(sum((
                            select count(*) from message_version v
                            where m.rev > 0 and v.conversation_id = m.conversation_id and v.seq = m.seq)), 0)
                        from message m where m.conversation_id = ? and m.seq = any (?)
                        """,
                        row -> row.getLong(1) == lines.size()
                                && row.getLong(2)
                                        == lines.stream()
                                                .mapToLong(ArchivedLine::rev)
                                                .sum()
                                && row.getLong(3)
                                        == lines.stream()
                                                .mapToLong(ArchivedLine::versions)
                                                .sum(),
                        conversation.value(),
                        lines.stream().mapToLong(ArchivedLine::seq).toArray())
                .orElseThrow();
    }

    /** Notes how far a conversation is archived; false if another has come further meanwhile. */
    public boolean advance(Place before, Place now) {
        return database.update("""
                        insert into archive_place as p (conversation_id, seq, rev) values (?, ?, ?)
                        on conflict (conversation_id) do update set seq = excluded.seq, rev = excluded.rev
                        where p.seq = ? and p.rev = ?
                        """, now.conversation().value(), now.seq(), now.rev(), before.seq(), before.rev()) > 0;
    }

    /** Adds one. */
    public void add(ArchiveSegment segment) {
        ArchiveSegment.Content content = segment.content();
        database.update(
                """
                insert into archive_segment (
                    id, organization_id, conversation_id, from_seq, to_seq, messages, object, object_bytes, object_hash,
                    text_bytes, text_hash, key, locked_until, archived_at, moved)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?)
                """,
                segment.id(),
                segment.organization().value(),
                segment.conversation().value(),
                segment.from(),
                segment.to(),
                segment.messages(),
                content.object(),
                content.objectBytes(),
                content.objectHash(),
                content.textBytes(),
                content.textHash(),
                content.key(),
                content.lockedUntil(),
                segment.at(),
                segment.moved());
    }

    /**
     * Some of those of which something was destroyed since they were written; now these, now those, so that none keeps
     * others.
     */
    public List<ArchiveSegment> touched(int limit) {
        return database.query(
                "select * from archive_segment where touched > 0 order by random() limit ?",
                ArchiveSegments::read,
                limit);
    }

    /** Those of an organization after one, at most {@code limit}. */
    public List<ArchiveSegment> after(OrganizationId organization, long id, int limit) {
        return database.query(
                "select * from archive_segment where organization_id = ? and id > ? order by id limit ?",
                ArchiveSegments::read,
                organization.value(),
                id,
                limit);
    }

    /**
     * Forgets the key of one, and has its object destroyed; what is left of it lies in another one, if anything is.
     *
     * @param numbers of the messages that are left
     * @return false if more of it was destroyed since it was read: nothing has changed then
     */
    public boolean replace(ArchiveSegment old, @Nullable ArchiveSegment remaining, List<Long> numbers) {
        if (old.moved() && wouldLose(old, numbers)) {
            throw new IllegalStateException(
                    "what is left of segment " + old.id() + " lacks texts that are nowhere else");
        }
        if (!(remaining == null ? remove(old) : exchange(old, remaining))) {
            return false;
        }
        database.update(
                "insert into archive_leftover (object, locked_until) values (?, ?::timestamptz)",
                old.content().object(),
                old.content().lockedUntil());
        return true;
    }

    /** Whether a text lies in a segment that is not among these. */
    private boolean wouldLose(ArchiveSegment old, List<Long> numbers) {
        return !lacking(old, numbers).isEmpty();
    }

    /** The messages whose texts have moved to a segment and that are not among these numbers. */
    public List<Long> lacking(ArchiveSegment segment, List<Long> numbers) {
        return database.query(
                """
                select m.seq from message m
                where m.conversation_id = ? and m.seq between ? and ? and m.moved_to = ? and m.seq <> all (?)
                order by m.seq
                """,
                row -> row.getLong("seq"),
                segment.conversation().value(),
                segment.from(),
                segment.to(),
                segment.id(),
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** The others that may have the same messages, in the order in which they were archived. */
    public List<ArchiveSegment> beside(ArchiveSegment segment) {
        return database.query(
                """
                select * from archive_segment
                where conversation_id = ? and to_seq >= ? and from_seq <= ? and id <> ?
                order by id
                """, ArchiveSegments::read, segment.conversation().value(), segment.from(), segment.to(), segment.id());
    }

    private boolean remove(ArchiveSegment old) {
        return database.update("delete from archive_segment where id = ? and touched = ?", old.id(), old.touched()) > 0;
    }

    private boolean exchange(ArchiveSegment old, ArchiveSegment remaining) {
        ArchiveSegment.Content content = remaining.content();
        return database.update(
                        """
                        update archive_segment
                        set from_seq = ?, to_seq = ?, messages = ?, object = ?, object_bytes = ?, object_hash = ?,
                            text_bytes = ?, text_hash = ?, key = ?, locked_until = ?::timestamptz, touched = 0
                        where id = ? and touched = ?
                        """,
                        remaining.from(),
                        remaining.to(),
                        remaining.messages(),
                        content.object(),
                        content.objectBytes(),
                        content.objectHash(),
                        content.textBytes(),
                        content.textHash(),
                        content.key(),
                        content.lockedUntil(),
                        old.id(),
                        old.touched())
                > 0;
    }

    /** Nothing of it was destroyed after all; false if something was meanwhile. */
    public boolean untouched(ArchiveSegment segment) {
        return database.update(
                        "update archive_segment set touched = 0 where id = ? and touched = ?",
                        segment.id(),
                        segment.touched())
                > 0;
    }

    /** Objects that can be destroyed at a moment, at most {@code limit}. */
    public List<String> leftovers(Instant now, int limit) {
        return database.query(
                "select object from archive_leftover where locked_until is null or locked_until <= ? order by object limit ?",
                row -> row.getString("object"),
                now,
                limit);
    }

    /** An object is gone. */
    public void forget(String object) {
        database.update("delete from archive_leftover where object = ?", object);
    }

    /** A conversation was looked through for texts to move; false if somebody has come further meanwhile, or back. */
    public boolean advanceMoved(ConversationId conversation, long before, long now) {
        return database.update(
                        "update archive_place set moved_seq = ? where conversation_id = ? and moved_seq = ?",
                        now,
                        conversation.value(),
                        before)
                > 0;
    }

    /**
     * Takes the texts out of their rows that a segment has; the caller gives everything up if the answer is false: one is
     * another by now, or the conversation is on hold.
     */
    public boolean move(ArchiveSegment segment, Map<Long, String> texts) {
        List<Long> numbers = List.copyOf(texts.keySet());
        return database.query(
                        "select move_texts(?, ?, ?, ?)",
                        row -> row.getBoolean(1),
                        segment.id(),
                        segment.conversation().value(),
                        numbers.stream().mapToLong(Long::longValue).toArray(),
                        numbers.stream().map(texts::get).toArray(String[]::new))
                .getFirst();
    }

    /** Puts all texts of a segment back into their rows that are nowhere else; it stays as it is in the archive. */
    public void bringBack(ArchiveSegment segment, Map<Long, String> texts) {
        List<Long> numbers = List.copyOf(texts.keySet());
        database.update(
                """
                update message m set body = u.body, moved_to = null from unnest(?, ?) as u (seq, body)
                where m.conversation_id = ? and m.seq = u.seq and m.moved_to = ?
                """,
                numbers.stream().mapToLong(Long::longValue).toArray(),
                numbers.stream().map(texts::get).toArray(String[]::new),
                segment.conversation().value(),
                segment.id());
        if (wouldLose(segment, List.of())) {
            throw new IllegalStateException("segment " + segment.id() + " lacks texts that are nowhere else");
        }
        database.update("update archive_segment set moved = false where id = ?", segment.id());
        database.update(
                "update archive_place set moved_seq = least(moved_seq, ? - 1) where conversation_id = ?",
                segment.from(),
                segment.conversation().value());
    }

    /** Some with texts that are to come back: their conversation is on hold, or nothing is to move in their organization. */
    public List<ArchiveSegment> returning(int limit) {
        return database.query("""
                select s.* from archive_segment s
                where s.moved and (
                    s.conversation_id in (select h.conversation_id from held_span h)
                    or not exists (
                        select from archive_rule r
                        where r.organization_id = s.organization_id and r.move_after_days is not null))
                order by random() limit ?
                """, ArchiveSegments::read, limit);
    }

    /** Where the text of a message is: in its row, or in a segment. */
    public record TextPlace(long seq, String body, @Nullable ArchiveSegment segment) {}

    /** That of each of these messages that there is. */
    public List<TextPlace> textPlaces(long conversation, long[] seqs) {
        return database.query(
                """
                select m.seq as number, m.body, m.moved_to, s.*
                from message m left join archive_segment s on s.id = m.moved_to
                where m.conversation_id = ? and m.seq = any (?)
                """,
                row -> new TextPlace(
                        row.getLong("number"),
                        row.getString("body"),
                        row.getObject("moved_to") == null ? null : read(row)),
                conversation,
                seqs);
    }

    /**
     * What an organization has archived.
     *
     * @param bytes of objects
     * @param textBytes of the lines in them
     * @param moved how many of the messages lie in segments that have texts which are nowhere else
     */
    public record Totals(long segments, long messages, long bytes, long textBytes, long moved) {}

    /** What an organization has archived. */
    public Totals totals(OrganizationId organization) {
        return database.first(
                        """
                        select count(*), coalesce(sum(messages), 0), coalesce(sum(object_bytes), 0),
                               coalesce(sum(text_bytes), 0), coalesce(sum(messages) filter (where moved), 0)
                        from archive_segment where organization_id = ?
                        """,
                        row -> new Totals(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        organization.value())
                .orElseThrow();
    }

    private static ArchiveSegment read(ResultSet row) throws SQLException {
        return new ArchiveSegment(
                row.getLong("id"),
                new OrganizationId(row.getLong("organization_id")),
                new ConversationId(row.getLong("conversation_id")),
                row.getLong("from_seq"),
                row.getLong("to_seq"),
                row.getInt("messages"),
                new ArchiveSegment.Content(
                        row.getString("object"),
                        row.getLong("object_bytes"),
                        row.getBytes("object_hash"),
                        row.getLong("text_bytes"),
                        row.getBytes("text_hash"),
                        row.getBytes("key"),
                        Database.instantOrNull(row, "locked_until")),
                Database.instant(row, "archived_at"),
                row.getBoolean("moved"),
                row.getLong("touched"));
    }
}
