package chat.parley.jpa.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Lease;
import chat.parley.jpa.identity.OrganizationId;

/**
 * When checkpoints were there, as others say: table {@code audit_stamp}, which is only added to; and which node asks them: {@code
 * audit_stamper}.
 */
@Dependent
public final class AuditStamps {

    private final Database database;
    private final Lease stamper;

    /** Works on this database. */
    @Inject
    public AuditStamps(Database database) {
        this.database = database;
        stamper = new Lease(database, "audit_stamper");
    }

    /** Makes a node the one that asks for stamps, for a time; false if another is. */
    public boolean take(String node, Duration time) {
        return stamper.take(node, time);
    }

    /** Lets any node be the next. */
    public void leave(String node) {
        stamper.leave(node);
    }

    /** The last checkpoints of organizations, where these have no stamp, and none was given after this moment. */
    public List<AuditCheckpoint> due(Instant moment) {
        return database.query("""
                select c.* from audit_head h cross join lateral (
                    select * from audit_checkpoint c
                    where c.organization_id = h.organization_id order by c.number desc limit 1
                ) c
                where not exists (
                    select from audit_stamp s
                    where s.organization_id = c.organization_id and (s.number = c.number or s.at > ?))
                order by c.organization_id
                """, AuditCheckpoints::read, moment);
    }

    /** The last one of an organization. */
    public Optional<AuditStamp> last(OrganizationId organization) {
        return database.first(
                "select * from audit_stamp where organization_id = ? order by number desc limit 1",
                AuditStamps::read,
                organization.value());
    }

    /** Those of an organization for entries from one number to another, in their order. */
    public List<AuditStamp> between(OrganizationId organization, long from, long to) {
        return database.query(
                "select * from audit_stamp where organization_id = ? and number between ? and ? order by number",
                AuditStamps::read,
                organization.value(),
                from,
                to);
    }

    /** Adds one, unless there is one of that entry. */
    public void add(AuditStamp stamp) {
        database.update(
                "insert into audit_stamp (organization_id, number, at, token) values (?, ?, ?, ?) on conflict do nothing",
                stamp.organization().value(),
                stamp.number(),
                stamp.at(),
                stamp.token());
    }

    private static AuditStamp read(ResultSet row) throws SQLException {
        return new AuditStamp(
                new OrganizationId(row.getLong("organization_id")),
                row.getLong("number"),
                Database.instant(row, "at"),
                row.getBytes("token"));
    }
}
