package chat.parley.bench.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.launcher.DatabaseLogin;
import org.flywaydb.core.Flyway;

/**
 * Writes a history by set-based SQL, much faster than people could: in slices of time that hold a part of every
 * conversation, so that on disk the messages of a conversation lie as far apart as they do after a year of use. Only
 * for a database of our own; indexes are taken away meanwhile.
 */
public final class HistoryFill {

    private static final int SLICES = 100;

    /** Words of the messages; each is a piece of it, 20 to 180 characters long. */
    private static final String WORDS =
            "the build is green again and the release goes out this afternoon, could somebody look at the numbers of the"
                    + " northern warehouse before the call with the customer, thanks, see you at two in the large room";

    /** Kept, for loggers that nobody holds forget their level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final Database database;
    private final Sequences sequences;

    /** Fills this database. */
    public HistoryFill(Database database) {
        this.database = database;
        this.sequences = new Sequences(database);
    }

    /** Brings the schema at this JDBC URL up to date; answers the way to the database. */
    public static Database prepare(String url, DatabaseLogin owner) {
        FLYWAY.setLevel(Level.WARNING);
        Flyway.configure()
                .dataSource(url, owner.user(), owner.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return new Database(new ThreadConnections(url, owner.user(), owner.password()));
    }

    /** Writes what is planned, unless it is there from another time. */
    public void fill(HistoryPlan plan, Consumer<String> progress) {
        if (found().filter(plan::equals).isPresent()) {
            return;
        }
        database.update("set synchronous_commit = off");
        database.update("set maintenance_work_mem = '512MB'");
        found(plan);
        List<Constraint> keys = keys();
        keys.forEach(key -> database.update("alter table message drop constraint " + key.name));
        for (int slice = 0; slice < SLICES; slice++) {
            write(slice);
            if (slice % 10 == 9) {
                progress.accept("messages, %d %%".formatted(slice + 1));
            }
        }
        for (Constraint key : keys) {
            progress.accept("index " + key.name);
            database.update("alter table message add constraint %s %s".formatted(key.name, key.definition));
        }
        progress.accept("statistics");
        database.update("vacuum analyze");
        database.update(
                "insert into bench_history_done select ?, ?, ?", plan.messages(), plan.conversations(), plan.largest());
    }

    /** What was written here. */
    HistoryData data() {
        List<String> readers = database.query(
                "select username from bench_reader join account using (id) order by place", row -> row.getString(1));
        long[] accounts = numbers("select id from bench_reader order by place");
        long[] conversations = numbers("select conversation_id from bench_history order by place");
        long[] sizes = numbers("select messages from bench_history order by place");
        return new HistoryData(readers, accounts, conversations, sizes);
    }

    private long[] numbers(String sql) {
        return database.query(sql, row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** What was finished here at another time. */
    private Optional<HistoryPlan> found() {
        database.update(
                "create table if not exists bench_history_done (messages bigint, conversations int, largest bigint)");
        return database.first(
                "select messages, conversations, largest from bench_history_done",
                row -> new HistoryPlan(row.getLong(1), row.getInt(2), row.getLong(3)));
    }

    private record Constraint(String name, String definition) {}

    private List<Constraint> keys() {
        return database.query(
                "select conname, pg_get_constraintdef(oid) from pg_constraint"
                        + " where conrelid = 'message'::regclass and contype in ('p', 'u')",
                row -> new Constraint(row.getString(1), row.getString(2)));
    }

    /** Accounts, conversations and who is in which: reader n, n + 1 … of conversation after conversation. */
    private void found(HistoryPlan plan) {
        database.update("drop table if exists bench_reader, bench_history");
        database.update("create table bench_reader (place bigint primary key, id bigint not null)");
        database.update(
                "create table bench_history (place bigint primary key, conversation_id bigint, messages bigint)");
        database.update("insert into organization (id, name, created_at)"
                + " select nextval('organization_id'), 'parley', now() where not exists (select from organization)");
        database.update(
                "insert into bench_reader select r.place - 1, r.id from unnest(?) with ordinality r (id, place)",
                sequences.next("account_id", HistoryPlan.READERS));
        database.update(
                "insert into bench_history select h.place - 1, h.id, h.messages"
                        + " from unnest(?, ?) with ordinality h (id, messages, place)",
                sequences.next("conversation_id", plan.conversations()),
                plan.sizes());
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                select r.id, o.id, 'bench-reader-' || r.id, 'Reader ' || r.id, 'SERVICE', now()
                from bench_reader r, (select min(id) as id from organization) o""");
        database.update("insert into account_state (account_id, rev) select id, 1 from bench_reader");
        database.update("insert into conversation (id, last_seq) select conversation_id, messages from bench_history");
        database.update("""
                insert into conversation_settings (
                    conversation_id, organization_id, kind, name, visibility, history, created_by, created_at)
                select h.conversation_id, o.id, 'GROUP', 'Bench ' || h.place, 'PRIVATE', 'ALL', r.id, timestamptz '2026-01-01Z'
                from bench_history h, (select min(id) as id from organization) o, bench_reader r
                where r.place = h.place * %1$d %% %2$d""".formatted(HistoryPlan.MEMBERS, HistoryPlan.READERS));
        database.update("""
                with seat as (
                    select h.conversation_id, r.id as account_id, h.messages, n
                    from bench_history h cross join generate_series(0, %1$d - 1) n
                    join bench_reader r on r.place = (h.place * %1$d + n) %% %2$d
                ), stay as (
                    insert into member (conversation_id, account_id, joined_seq, from_seq, role, account_rev)
                    select conversation_id, account_id, 1, 1, case n when 0 then 'OWNER' else 'MEMBER' end, 1 from seat
                ), told as (
                    insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                    select conversation_id, 1, min(account_id) filter (where n = 0), gen_random_uuid(),
                           timestamptz '2026-01-01Z', 'SYSTEM',
                           json_build_object('event', 'created', 'accounts', json_agg(account_id order by n))::text
                    from seat group by conversation_id
                )
                insert into read_cursor (conversation_id, account_id, read_seq, account_rev)
                select conversation_id, account_id, floor(random() * messages), 1 from seat""".formatted(HistoryPlan.MEMBERS, HistoryPlan.READERS));
    }

    private void write(int slice) {
        database.update("""
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select h.conversation_id, s.seq, r.id, gen_random_uuid(),
                       timestamptz '2026-01-01Z' + interval '300 days' * (s.seq::float8 / h.messages),
                       'PLAIN', substr(?, 1, 20 + ((h.place * 7919 + s.seq * 104729) %% 161)::int)
                from bench_history h
                cross join lateral generate_series(
                    greatest(2, h.messages * ? / %1$d + 1), h.messages * (? + 1) / %1$d) as s (seq)
                join bench_reader r on r.place = (h.place * %2$d + s.seq %% %2$d) %% %3$d
                order by s.seq::float8 / h.messages""".formatted(SLICES, HistoryPlan.MEMBERS, HistoryPlan.READERS), WORDS, slice, slice);
    }
}
