package chat.parley.jpa.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What was noted: table {@code audit_entry}, which is only ever added to. */
@Dependent
public final class AuditEntries {

    private final Database database;

    /** Works on this database. */
    @Inject
    public AuditEntries(Database database) {
        this.database = database;
    }

    /**
     * Adds a note, in the caller's transaction, or in one of its own where there is none; the answer is its number. Until
     * the transaction ends, nobody else of the organization adds one: it is the last thing that a transaction does.
     */
    public long append(AuditNote note) {
        AccountId by = note.by();
        DeviceId device = note.device();
        return database.first(
                        """
                        with head as (
                            insert into audit_head as h (organization_id, last_number) values (?, 1)
                            on conflict (organization_id) do update set last_number = h.last_number + 1
                            returning h.organization_id, h.last_number
                        )
                        insert into audit_entry (
                            organization_id, number, at, account_id, device_id, address, deed, subject, outcome, details)
                        select head.organization_id, head.last_number, ?::timestamptz, ?::bigint, ?::bigint, ?::text,
                               ?::text, ?::text, ?::text, ?::jsonb
                        from head
                        returning number
                        """,
                        row -> row.getLong("number"),
                        note.organization().value(),
                        note.at(),
                        by == null ? null : by.value(),
                        device == null ? null : device.value(),
                        Origin.address(),
                        note.deed(),
                        note.subject(),
                        note.outcome(),
                        note.details())
                .orElseThrow();
    }

    /** The number of the last one that was added; 0 if there is none. */
    public long last(OrganizationId organization) {
        return database.first(
                        "select last_number from audit_head where organization_id = ?",
                        row -> row.getLong("last_number"),
                        organization.value())
                .orElse(0L);
    }

    /** At most {@code limit} entries of an organization after this number, in their order. */
    public List<AuditEntry> after(OrganizationId organization, long number, int limit) {
        return database.query(
                "select * from audit_entry where organization_id = ? and number > ? order by number limit ?",
                AuditEntries::read,
                organization.value(),
                number,
                limit);
    }

    /** At most {@code limit} of those looked for that are after this number, in their order. */
    public List<AuditEntry> after(OrganizationId organization, AuditFilter filter, long number, int limit) {
        return find(organization, filter, "number > ?", number, "order by number limit ?", limit);
    }

    /** At most {@code limit} of those looked for that are before this number, the newest first. */
    public List<AuditEntry> before(OrganizationId organization, AuditFilter filter, long number, int limit) {
        return find(organization, filter, "number < ?", number, "order by number desc limit ?", limit);
    }

    private List<AuditEntry> find(
            OrganizationId organization, AuditFilter filter, String side, long number, String order, int limit) {
        StringBuilder sql = new StringBuilder("select * from audit_entry where organization_id = ? and ").append(side);
        List<Object> parameters = new ArrayList<>(List.of(organization.value(), number));
        AccountId by = filter.by();
        and(sql, parameters, " and account_id = ?", by == null ? null : by.value());
        and(sql, parameters, " and deed = ?", filter.deed());
        and(sql, parameters, " and subject = ?", filter.subject());
        and(sql, parameters, " and outcome = ?", filter.outcome());
        and(sql, parameters, " and at >= ?", filter.since());
        and(sql, parameters, " and at < ?", filter.until());
        parameters.add(limit);
        return database.query(sql.append(' ').append(order).toString(), AuditEntries::read, parameters.toArray());
    }

    private static void and(StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        long account = row.getLong("account_id");
        long device = row.getLong("device_id");
        return new AuditEntry(
                row.getLong("number"),
                new AuditNote(
                        new OrganizationId(row.getLong("organization_id")),
                        Database.instant(row, "at"),
                        account == 0 ? null : new AccountId(account),
                        device == 0 ? null : new DeviceId(device),
                        AuditDeed.valueOf(row.getString("deed")),
                        row.getString("subject"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("details")),
                row.getString("address"),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
