package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** What the nodes say of themselves and what is wished of them: table {@code node_report}. */
@Dependent
public final class NodeRecords {

    private final Database database;

    /** Works on this database. */
    @Inject
    public NodeRecords(Database database) {
        this.database = database;
    }

    /** Notes what a node says; whether it is wished that its clients go elsewhere. */
    public boolean report(NodeReport report, Instant at) {
        return database.first(
                        """
                        insert into node_report as n (name, version, started_at, reported_at, connections, people,
                                                      heap_used, heap_most, load, leaving,
                                                      waiting_messages, waiting_frames, delivery_p99)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::double precision)
                        on conflict (name) do update
                        set version = excluded.version, started_at = excluded.started_at,
                            reported_at = excluded.reported_at, connections = excluded.connections,
                            people = excluded.people, heap_used = excluded.heap_used, heap_most = excluded.heap_most,
                            load = excluded.load, leaving = excluded.leaving,
                            waiting_messages = excluded.waiting_messages, waiting_frames = excluded.waiting_frames,
                            delivery_p99 = excluded.delivery_p99,
                            drain_at = case when n.started_at = excluded.started_at then n.drain_at end,
                            drain_by = case when n.started_at = excluded.started_at then n.drain_by end
                        returning drain_at is not null
                        """,
                        row -> row.getBoolean(1),
                        report.name(),
                        report.version(),
                        report.startedAt(),
                        at,
                        report.connections(),
                        report.people(),
                        report.heapUsed(),
                        report.heapMost(),
                        report.load(),
                        report.leaving(),
                        report.pace().messages(),
                        report.pace().frames(),
                        report.pace().p99())
                .orElseThrow();
    }

    /** Those that have been heard of since a moment, by name; nobody else changes what is wished until the transaction ends. */
    public List<NodeRecord> lockSince(Instant moment) {
        return database.query(
                "select * from node_report where reported_at > ? order by name for update", NodeRecords::read, moment);
    }

    /** Those that have been heard of since a moment, by name. */
    public List<NodeRecord> since(Instant moment) {
        return database.query(
                "select * from node_report where reported_at > ? order by name", NodeRecords::read, moment);
    }

    /** It is wished that a node's clients go elsewhere, or, if no moment is given, that it takes new ones again. */
    public void wish(String name, @Nullable Instant drainAt, @Nullable AccountId by) {
        database.update(
                "update node_report set drain_at = ?::timestamptz, drain_by = ?::bigint where name = ?",
                drainAt,
                by == null ? null : by.value(),
                name);
    }

    /** Forgets those that have not been heard of since a moment. */
    public void forgetBefore(Instant moment) {
        database.update("delete from node_report where reported_at < ?", moment);
    }

    private static NodeRecord read(ResultSet row) throws SQLException {
        return new NodeRecord(
                new NodeReport(
                        row.getString("name"),
                        row.getString("version"),
                        Database.instant(row, "started_at"),
                        row.getInt("connections"),
                        row.getInt("people"),
                        row.getLong("heap_used"),
                        row.getLong("heap_most"),
                        row.getDouble("load"),
                        row.getBoolean("leaving"),
                        new DeliveryPace(
                                row.getLong("waiting_messages"),
                                row.getLong("waiting_frames"),
                                row.getObject("delivery_p99", Double.class))),
                Database.instant(row, "reported_at"),
                Database.instantOrNull(row, "drain_at"));
    }
}
