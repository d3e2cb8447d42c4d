package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** How organizations were doing over time: tables {@code metric_sample} and {@code metric_clock}. */
@Dependent
public final class MetricSamples {

    private final Database database;

    /** Works on this database. */
    @Inject
    public MetricSamples(Database database) {
        this.database = database;
    }

    /** Whether the caller is the one who measures at this moment; nobody else is until its transaction has ended. */
    public boolean claim(Instant at) {
        return database.update("update metric_clock set measured_at = ? where measured_at < ?", at, at) == 1;
    }

    /**
     * Measures all organizations.
     *
     * @param here who is connected to any node; null if nobody knows
     */
    public void measure(Instant at, @Nullable Set<AccountId> here) {
        long[] online = here == null
                ? new long[0]
                : here.stream().mapToLong(AccountId::value).toArray();
        database.update("""
                insert into metric_sample (organization_id, at, online, connections, messages, bytes,
                                           waiting_messages, waiting_frames, delivery_p99)
                select o.id, ?,
                       case when ? then (
                           select count(*) from account a where a.organization_id = o.id and a.id = any (?)) end,
                       n.connections, coalesce(p.posted, 0), pg_database_size(current_database()),
                       n.waiting_messages, n.waiting_frames, n.delivery_p99
                from organization o cross join (
                    select coalesce(sum(connections), 0) as connections, coalesce(sum(waiting_messages), 0) as waiting_messages,
                           coalesce(sum(waiting_frames), 0) as waiting_frames, max(delivery_p99) as delivery_p99
                    from node_report where reported_at > ?::timestamptz - interval '30 seconds') n
                left join (
                    select s.organization_id, sum(c.last_seq) as posted
                    from conversation c join conversation_settings s on s.conversation_id = c.id
                    group by s.organization_id) p on p.organization_id = o.id
                on conflict do nothing
                """, at, here != null, online, at);
    }

    /** How an organization did since a moment, in spans of this length. */
    public List<MetricPoint> points(OrganizationId organization, Instant from, Duration span) {
        return database.query(
                """
                with binned as (
                    select date_bin(make_interval(secs => ?), at, timestamptz '2000-01-01T00:00:00Z') as bin,
                           max(online) as online, max(connections) as connections,
                           max(messages) as messages, (array_agg(bytes order by at desc))[1] as bytes,
                           max(waiting_messages) as waiting_messages, max(waiting_frames) as waiting_frames,
                           max(delivery_p99) as delivery_p99
                    from metric_sample where organization_id = ? and at >= ?::timestamptz - make_interval(secs => ?)
                    group by bin
                ), told as (
                    select bin, online, connections, bytes, waiting_messages, waiting_frames, delivery_p99,
                           messages - lag(messages) over (order by bin) as messages
                    from binned
                )
                select * from told where bin >= ? order by bin
                """,
                MetricSamples::read,
                (double) span.toSeconds(),
                organization.value(),
                from,
                (double) span.toSeconds(),
                from);
    }

    /** Of samples before a moment keeps one of each span, which stands for all of it. */
    public int thin(Instant before, Duration span) {
        return database.update("""
                with binned as (
                    select organization_id, at,
                           max(at) over bins as kept, max(online) over bins as online, max(connections) over bins as connections,
                           max(waiting_messages) over bins as waiting_messages,
                           max(waiting_frames) over bins as waiting_frames, max(delivery_p99) over bins as delivery_p99
                    from metric_sample where at < ?
                    window bins as (partition by organization_id,
                                    date_bin(make_interval(secs => ?), at, timestamptz '2000-01-01T00:00:00Z'))
                ), raised as (
                    update metric_sample m
                    set online = b.online, connections = b.connections, waiting_messages = b.waiting_messages,
                        waiting_frames = b.waiting_frames, delivery_p99 = b.delivery_p99
                    from binned b
                    where m.organization_id = b.organization_id and m.at = b.at and b.at = b.kept
                      and (m.online, m.connections, m.waiting_messages, m.waiting_frames, m.delivery_p99)
                          is distinct from (b.online, b.connections, b.waiting_messages, b.waiting_frames, b.delivery_p99)
                )
                delete from metric_sample m using binned b
                where m.organization_id = b.organization_id and m.at = b.at and b.at <> b.kept
                """, before, (double) span.toSeconds());
    }

    /** Forgets samples before a moment. */
    public int forgetBefore(Instant moment) {
        return database.update("delete from metric_sample where at < ?", moment);
    }

    private static MetricPoint read(ResultSet row) throws SQLException {
        int online = row.getInt("online");
        boolean unknown = row.wasNull();
        long messages = row.getLong("messages");
        boolean first = row.wasNull();
        return new MetricPoint(
                Database.instant(row, "bin"),
                unknown ? null : online,
                row.getInt("connections"),
                first ? null : messages,
                row.getLong("bytes"),
                pace(row));
    }

    private static @Nullable DeliveryPace pace(ResultSet row) throws SQLException {
        long messages = row.getLong("waiting_messages");
        return row.wasNull()
                ? null
                : new DeliveryPace(
                        messages, row.getLong("waiting_frames"), row.getObject("delivery_p99", Double.class));
    }
}
