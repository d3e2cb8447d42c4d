package chat.parley.jpa.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Lease;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * How far the audit log was handed to a syslog receiver, and which node does that: tables {@code audit_stream} and {@code
 * audit_streamer}. Nothing in here makes anybody wait who notes something.
 */
@Dependent
public final class AuditStream {

    private final Database database;
    private final Lease streamer;

    /** Works on this database. */
    @Inject
    public AuditStream(Database database) {
        this.database = database;
        streamer = new Lease(database, "audit_streamer");
    }

    /** An organization whose entries after this number were not handed on yet. */
    public record Place(OrganizationId organization, long number) {}

    /**
     * What was not handed on yet.
     *
     * @param oldest when the first of it was noted; null if there is nothing
     */
    public record Backlog(long entries, @Nullable Instant oldest) {}

    /**
     * How it goes for an organization.
     *
     * @param number up to which entry it was handed on
     * @param advanced when that moved last; null if never
     * @param oldest when the first entry was noted that was not handed on yet; null if there is none
     * @param failure why it does not go on for anybody; null if the last try did not fail
     */
    public record Standing(
            long number,
            @Nullable Instant advanced,
            @Nullable Instant oldest,
            @Nullable String failure,
            @Nullable Instant failed) {}

    /** Makes a node the one that hands on, for a time; false if another is. */
    public boolean take(String node, Duration time) {
        return streamer.take(node, time);
    }

    /** Lets any node be the next. */
    public void leave(String node) {
        streamer.leave(node);
    }

    /** Where to go on, first where nothing was handed on for the longest time. */
    public List<Place> places() {
        return database.query(
                """
                select h.organization_id, coalesce(s.number, 0) as number
                from audit_head h
                left join audit_stream s on s.organization_id = h.organization_id
                where h.last_number > coalesce(s.number, 0)
                order by s.advanced_at nulls first, h.organization_id
                """, row -> new Place(new OrganizationId(row.getLong("organization_id")), row.getLong("number")));
    }

    /** Notes that an organization's entries were handed on up to this number; that is never taken back. */
    public void advance(Place place) {
        database.update("""
                insert into audit_stream as s (organization_id, number, advanced_at) values (?, ?, clock_timestamp())
                on conflict (organization_id)
                do update set number = greatest(s.number, excluded.number), advanced_at = excluded.advanced_at
                """, place.organization().value(), place.number());
    }

    /** Notes why the receiver has nothing, for those who look how it goes. */
    public void failed(String why) {
        database.update("update audit_streamer set failure = ?, failed_at = clock_timestamp()", why);
    }

    /** Notes that the receiver has something. */
    public void received() {
        database.update("update audit_streamer set failure = null, failed_at = null where failure is not null");
    }

    /** How it goes for an organization. */
    public Standing standing(OrganizationId organization) {
        return database.first(
                        """
                        select coalesce(s.number, 0) as number, s.advanced_at, e.at as oldest, r.failure, r.failed_at
                        from audit_streamer r
                        left join audit_stream s on s.organization_id = ?
                        left join audit_entry e
                            on e.organization_id = ? and e.number = coalesce(s.number, 0) + 1
                        """,
                        row -> new Standing(
                                row.getLong("number"),
                                Database.instantOrNull(row, "advanced_at"),
                                Database.instantOrNull(row, "oldest"),
                                row.getString("failure"),
                                Database.instantOrNull(row, "failed_at")),
                        organization.value(),
                        organization.value())
                .orElseThrow();
    }

    /** How much was not handed on yet, of all organizations. */
    public Backlog backlog() {
        return database.first("""
                        select coalesce(sum(h.last_number - coalesce(s.number, 0)), 0) as entries, min(e.at) as oldest
                        from audit_head h
                        left join audit_stream s on s.organization_id = h.organization_id
                        left join audit_entry e
                            on e.organization_id = h.organization_id and e.number = coalesce(s.number, 0) + 1
                        where h.last_number > coalesce(s.number, 0)
                        """, row -> new Backlog(row.getLong("entries"), Database.instantOrNull(row, "oldest")))
                .orElseThrow();
    }
}
