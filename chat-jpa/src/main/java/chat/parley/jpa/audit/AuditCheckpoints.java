package chat.parley.jpa.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;

/** Up to where the audit log was signed: tables {@code audit_checkpoint} and {@code seal_key}, which are only added to. */
@Dependent
public final class AuditCheckpoints {

    /** Held by whoever makes checkpoints; any number that nobody else uses. */
    private static final long LEADER = 7_023_116_001L;

    private final Database database;

    /** Works on this database. */
    @Inject
    public AuditCheckpoints(Database database) {
        this.database = database;
    }

    /** Makes this transaction the only one of the cluster that makes checkpoints; false if another is. */
    public boolean lead() {
        return database.first("select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LEADER)
                .orElse(false);
    }

    /** Organizations with entries that no checkpoint covers, and none that was made after this moment. */
    public List<OrganizationId> due(Instant moment) {
        return database.query("""
                select h.organization_id from audit_head h left join lateral (
                    select c.number, c.at from audit_checkpoint c
                    where c.organization_id = h.organization_id order by c.number desc limit 1
                ) c on true
                where h.last_number > coalesce(c.number, 0) and coalesce(c.at <= ?, true)
                order by h.organization_id
                """, row -> new OrganizationId(row.getLong(1)), moment);
    }

    /** The last one of an organization. */
    public Optional<AuditCheckpoint> last(OrganizationId organization) {
        return database.first(
                "select * from audit_checkpoint where organization_id = ? order by number desc limit 1",
                AuditCheckpoints::read,
                organization.value());
    }

    /** Those of an organization for entries from one number to another, in their order. */
    public List<AuditCheckpoint> between(OrganizationId organization, long from, long to) {
        return database.query(
                "select * from audit_checkpoint where organization_id = ? and number between ? and ? order by number",
                AuditCheckpoints::read,
                organization.value(),
                from,
                to);
    }

    /** Adds one, unless there is one of that entry. */
    public void add(AuditCheckpoint checkpoint) {
        database.update(
                """
                insert into audit_checkpoint (organization_id, number, hash, at, key, signature)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                checkpoint.organization().value(),
                checkpoint.number(),
                HexFormat.of().parseHex(checkpoint.hash()),
                checkpoint.at(),
                checkpoint.key(),
                checkpoint.signature());
    }

    /** Keeps the public half of a key under its name. */
    public void keepKey(String key, byte[] publicKey, Instant at) {
        database.update(
                "insert into seal_key (key, public_key, since) values (?, ?, ?) on conflict do nothing",
                key,
                publicKey,
                at);
    }

    /** The public halves of all keys that were ever signed with, the oldest first. */
    public List<byte[]> keys() {
        return database.query("select public_key from seal_key order by since, key", row -> row.getBytes(1));
    }

    static AuditCheckpoint read(ResultSet row) throws SQLException {
        return new AuditCheckpoint(
                new OrganizationId(row.getLong("organization_id")),
                row.getLong("number"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                Database.instant(row, "at"),
                row.getString("key"),
                row.getBytes("signature"));
    }
}
