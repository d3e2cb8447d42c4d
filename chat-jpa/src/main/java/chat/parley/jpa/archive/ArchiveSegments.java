package chat.parley.jpa.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

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
                    text_bytes, text_hash, key, locked_until, archived_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?)
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
                segment.at());
    }

    /** Some of those of which something was destroyed since they were written; now these, now those, so that none keeps others. */
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
     * @return false if more of it was destroyed since it was read: nothing has changed then
     */
    public boolean replace(ArchiveSegment old, @Nullable ArchiveSegment remaining) {
        if (!(remaining == null ? remove(old) : exchange(old, remaining))) {
            return false;
        }
        database.update(
                "insert into archive_leftover (object, locked_until) values (?, ?::timestamptz)",
                old.content().object(),
                old.content().lockedUntil());
        return true;
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

    /**
     * What an organization has archived.
     *
     * @param bytes of objects
     * @param textBytes of the lines in them
     */
    public record Totals(long segments, long messages, long bytes, long textBytes) {}

    /** What an organization has archived. */
    public Totals totals(OrganizationId organization) {
        return database.first(
                        """
                        select count(*), coalesce(sum(messages), 0), coalesce(sum(object_bytes), 0),
                               coalesce(sum(text_bytes), 0)
                        from archive_segment where organization_id = ?
                        """,
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
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
                row.getLong("touched"));
    }
}
