package chat.parley.bench.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import chat.parley.bench.report.Figures;
import chat.parley.bench.report.Percentiles;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.LogWriter;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.retention.DestroyedBatch;
import chat.parley.jpa.retention.Destruction;
import chat.parley.jpa.retention.DryRun;
import chat.parley.jpa.retention.DryRuns;
import org.HdrHistogram.Histogram;

/**
 * Destroys a history of which a third is on a hold, while senders post to the same conversations: how many messages go in a
 * second, and how long posting takes without and with that. Both are the statements that a node runs, without the node.
 */
public final class RetentionTrial {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String SAID = "Said meanwhile.";

    private final Database database;
    private final OrganizationId organization;
    private final int batch;
    private final int limit;

    /** Who writes where. */
    private record Seat(ConversationId conversation, AccountId account) {}

    private record Swept(long messages, double seconds) {}

    /**
     * Works on a database that {@code HistoryFill} has filled.
     *
     * @param batch how many numbers are looked at in one transaction
     * @param limit how many messages are destroyed in a second at the most, 0 as many as can be
     */
    public RetentionTrial(Database database, int batch, int limit) {
        this.database = database;
        this.batch = batch;
        this.limit = limit;
        organization = database.first(
                        "select organization_id from conversation_settings limit 1",
                        row -> new OrganizationId(row.getLong(1)))
                .orElseThrow();
    }

    /** Lets a rule take everything, puts every third conversation on a hold, and measures. */
    public Figures run(int senders, int perSecond, Duration before) {
        long held = prepare();
        List<Seat> seats = database.query(
                "select conversation_id, min(account_id) as account_id from member group by conversation_id",
                row -> new Seat(
                        new ConversationId(row.getLong("conversation_id")), new AccountId(row.getLong("account_id"))));
        try (ExecutorService pool = Executors.newFixedThreadPool(senders + 1)) {
            Duration pause = Duration.ofSeconds(1).multipliedBy(senders).dividedBy(perSecond);
            Histogram alone = together(pool, senders, seats, pause, sleep(before));
            long messages = count("select count(*) from message");
            double forecast = forecast();
            Sweeper sweeper = new Sweeper();
            Histogram beside = together(pool, senders, seats, pause, sweeper);
            Swept swept = sweeper.swept();
            long left = count("select count(*) from message join hold_conversation using (conversation_id)"
                    + " where body <> '" + SAID + "'");
            return new Figures()
                    .put("label", "retention")
                    .put("messages", messages)
                    .put("held", held)
                    .put("held_left", left)
                    .put("dry_run_s", forecast)
                    .put("destroyed", swept.messages)
                    .put("destroyed_per_s", swept.messages / swept.seconds)
                    .put("posts_per_s", (double) perSecond)
                    .put("alone", Percentiles.of(alone))
                    .put("beside", Percentiles.of(beside))
                    .put(
                            "p99_ratio",
                            (double) beside.getValueAtPercentile(99) / Math.max(1, alone.getValueAtPercentile(99)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("The trial failed: " + e.getCause(), e));
        }
    }

    /** Returns how many messages are on the hold. */
    private long prepare() {
        database.update("""
                insert into retention_rule (id, organization_id, reach, name, delete_days, keep_forever, state, set_by, set_at)
                values (nextval('retention_rule_id'), ?, 'ORGANIZATION', 'Bench', 1, false, 'ON', 0, now())
                """, organization.value());
        database.update("""
                insert into legal_matter (id, organization_id, name, keywords, opened_by, opened_at)
                values (1, ?, 'Bench', '{}', 0, now()) on conflict do nothing
                """, organization.value());
        database.update("""
                insert into legal_hold (id, organization_id, matter_id, name, placed_by, placed_at)
                values (1, ?, 1, 'Bench', 0, now())
                """, organization.value());
        database.update("""
                insert into hold_conversation (conversation_id, hold_id)
                select conversation_id, 1 from (
                    select conversation_id, row_number() over (order by conversation_id) as place
                    from conversation_settings) c
                where place % 3 = 0
                """);
        database.update("vacuum analyze message");
        return count("select count(*) from message join hold_conversation using (conversation_id)");
    }

    /** How many seconds a dry run over everything takes. */
    private double forecast() {
        long begin = System.nanoTime();
        long looked = new DryRuns(database)
                .make(new DryRun(
                        1, organization, 1, false, 0, new AccountId(1), Instant.parse("2026-12-31T00:00:00Z")));
        if (looked == 0) {
            throw new IllegalStateException("The dry run saw nothing");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Senders post until the other thing has ended. */
    private Histogram together(ExecutorService pool, int senders, List<Seat> seats, Duration pause, Callable<?> other)
            throws InterruptedException, ExecutionException {
        AtomicBoolean ended = new AtomicBoolean();
        List<Future<Histogram>> posting = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            SplittableRandom random = new SplittableRandom(sender);
            posting.add(pool.submit(() -> post(seats, pause, random, ended)));
        }
        Future<?> running = pool.submit(other);
        try {
            running.get();
        } finally {
            ended.set(true);
        }
        Histogram times = new Histogram(LONGEST, 3);
        for (Future<Histogram> each : posting) {
            times.add(each.get());
        }
        return times;
    }

    /** At moments that were fixed beforehand, and from them on: who has to wait is late for the next one too. */
    private Histogram post(List<Seat> seats, Duration pause, SplittableRandom random, AtomicBoolean ended) {
        LogWriter writer = new LogWriter(database);
        Histogram times = new Histogram(LONGEST, 3);
        long next = System.nanoTime();
        while (!ended.get()) {
            LockSupport.parkNanos(next - System.nanoTime());
            Seat seat = seats.get(random.nextInt(seats.size()));
            UUID id = new UUID(random.nextLong(), random.nextLong());
            writer.append(List.of(new Draft(seat.conversation, seat.account, id, 0, null, Format.PLAIN, SAID)));
            times.recordValue(Math.min(LONGEST, Math.max(1, System.nanoTime() - next)));
            next += pause.toNanos();
        }
        return times;
    }

    private static Callable<Boolean> sleep(Duration time) {
        return () -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return true;
        };
    }

    private long count(String sql) {
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }

    /** Goes through all conversations, as fast as it may. */
    private final class Sweeper implements Callable<Boolean> {

        private final Destruction destruction = new Destruction(database);
        private final Instant now = database.first("select now()", row -> Database.instant(row, "now"))
                .orElseThrow();
        private long messages;
        private long nanos;
        private long beat;
        private long left;

        @Override
        public Boolean call() {
            long begin = System.nanoTime();
            beat = begin;
            long after = 0;
            List<ConversationId> some;
            do {
                some = destruction.conversations(organization, after, 100);
                some.forEach(this::sweep);
                after = some.isEmpty() ? after : some.getLast().value();
            } while (!some.isEmpty());
            nanos = System.nanoTime() - begin;
            return true;
        }

        private void sweep(ConversationId conversation) {
            OptionalLong due = destruction.nextDue(organization, conversation, 0, now);
            while (due.isPresent()) {
                NumberRange numbers = new NumberRange(due.getAsLong(), due.getAsLong() + batch - 1);
                long destroyed = destruction
                        .destroy(organization, conversation, numbers, now)
                        .map(DestroyedBatch::messages)
                        .orElse(0L);
                messages += destroyed;
                rest(destroyed);
                due = destruction.nextDue(organization, conversation, numbers.to(), now);
            }
        }

        /** Waits for the next beat once what is allowed in one is destroyed, as {@code SweepBeat} does. */
        private void rest(long destroyed) {
            left -= destroyed;
            if (limit > 0 && left <= 0) {
                beat += BEAT;
                while (System.nanoTime() < beat) {
                    LockSupport.parkNanos(beat - System.nanoTime());
                }
                beat = Math.max(beat, System.nanoTime() - BEAT);
                left = limit * BEAT / TimeUnit.SECONDS.toNanos(1);
            }
        }

        Swept swept() {
            return new Swept(messages, nanos / 1e9);
        }
    }
}
