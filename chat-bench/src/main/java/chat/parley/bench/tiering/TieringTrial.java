package chat.parley.bench.tiering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import chat.parley.bench.report.Figures;
import chat.parley.bench.report.Percentiles;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.launcher.Installation;
import chat.parley.launcher.Node;
import org.HdrHistogram.Histogram;

/**
 * Has a history archived and its texts moved by a node, and measures the table, the node's pace, those who post meanwhile, and
 * pages of old messages: from the table, from segments that nobody has opened since the node was started, and from those
 * it has in memory.
 */
public final class TieringTrial {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OLD = Duration.ofDays(1);

    /** As many numbers as a segment is looked together from, and as {@code parley.archive.move.least} has it. */
    private static final int SEGMENT = 1_000;

    private static final int LEAST = 200;
    private static final int PAGE = 50;
    private static final int WARM = 50;
    private static final int WARM_ROUNDS = 20;

    private final Database database;
    private final Installation installation;
    private final Consumer<String> progress;
    private final ArchivableMessages archivable;
    private final OrganizationId organization;
    private final List<Seat> seats;
    private final Map<String, String> tokens = new HashMap<>();

    /** Somebody who reads and writes in a conversation. */
    private record Seat(long conversation, long last, String username) {}

    /** Fifty messages before a number. */
    private record Page(Seat seat, long before) {}

    /** Works on an installation whose node does not run yet, on a database that {@code HistoryFill} has filled. */
    public TieringTrial(Database database, Installation installation, Consumer<String> progress) {
        this.database = database;
        this.installation = installation;
        this.progress = progress;
        archivable = new ArchivableMessages(database);
        organization = new OrganizationId(number("select min(organization_id) from conversation_settings"));
        seats = database.query(
                """
                select distinct on (c.id) c.id, c.last_seq, a.username
                from conversation c join member m on m.conversation_id = c.id join account a on a.id = m.account_id
                order by c.id, a.id
                """, row -> new Seat(row.getLong("id"), row.getLong("last_seq"), row.getString("username")));
    }

    /** Measures all of it, once. */
    public Figures run(int senders, int perSecond, Duration before) {
        database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at)"
                        + " select organization_id, id, 'COMPLIANCE', now() from account where username = ?",
                seats.getFirst().username);
        database.update("vacuum full analyze message");
        Figures figures = new Figures()
                .put("label", "tiering")
                .put("messages", number("select count(*) from message"))
                .put("text_mb", megabytes("select sum(octet_length(body)) from message"))
                .put("table_before_mb", table());
        installation.start();
        Node node = installation.nodes().getFirst();
        TieringRest rest = new TieringRest(node.url());
        List<Page> pages = pages();
        List<Page> practice = pages.subList(0, pages.size() / 2);
        List<Page> measured = pages.subList(pages.size() / 2, pages.size());
        List<Page> warm = measured.subList(0, Math.min(WARM, measured.size()));

        progress.accept("reading from the table");
        read(rest, practice, 5);
        read(rest, measured, 1);
        figures.put("pages", measured.size())
                .put("table", Percentiles.of(read(rest, measured, 1)))
                .put("table_again", Percentiles.of(read(rest, warm, WARM_ROUNDS)));

        progress.accept("archiving");
        double archiving = timed(() -> {
            rest.archive(token(seats.getFirst()), Map.of("afterDays", 1));
            await(() -> archivable.places(organization, 0, 1).isEmpty());
        });
        figures.put("archived_per_s", number("select sum(messages) from archive_segment") / archiving)
                .put("archive_mb", megabytes("select sum(object_bytes) from archive_segment"));

        progress.accept("posting alone");
        Histogram alone = together(rest, senders, perSecond, () -> LockSupport.parkNanos(before.toNanos()));
        progress.accept("moving");
        double[] moving = new double[1];
        Histogram beside = together(
                rest,
                senders,
                perSecond,
                () -> moving[0] = timed(() -> {
                    rest.archive(token(seats.getFirst()), Map.of("afterDays", 1, "moveAfterDays", 1));
                    await(this::hasMoved);
                }));
        long moved = number("select count(*) from message where moved_to is not null");
        figures.put("moved", moved)
                .put("moved_per_s", moved / moving[0])
                .put("moving_s", moving[0])
                .put("moved_segments", number("select count(*) from archive_segment where moved"))
                .put("moved_mb", megabytes("select sum(object_bytes) from archive_segment where moved"))
                .put("catalogue_mb", megabytes("select pg_total_relation_size('archive_segment')"))
                .put("posts_per_s", (double) perSecond)
                .put("posted", alone.getTotalCount() + beside.getTotalCount())
                .put("alone", Percentiles.of(alone))
                .put("beside", Percentiles.of(beside))
                .put(
                        "p99_ratio",
                        (double) beside.getValueAtPercentile(99) / Math.max(1, alone.getValueAtPercentile(99)));

        progress.accept("vacuum");
        database.update("vacuum message");
        figures.put("table_vacuum_mb", table());
        database.update("vacuum full analyze message");
        figures.put("table_vacuum_full_mb", table());

        progress.accept("reading from the archive");
        node.stop();
        installation.start(node);
        tokens.clear();
        read(rest, practice, 5);
        figures.put("cold", Percentiles.of(read(rest, measured, 1)));
        read(rest, warm, 1);
        return figures.put("warm", Percentiles.of(read(rest, warm, WARM_ROUNDS)));
    }

    /** A page in each thousand of numbers that will have moved, in no order. */
    private List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (Seat seat : seats) {
            long end = seat.last - ArchivableMessages.LAST_STAY;
            for (long from = 1; from + LEAST < end; from += SEGMENT) {
                long to = Math.min(end, from + SEGMENT);
                pages.add(new Page(seat, random.nextLong(from + PAGE + 1, to)));
            }
        }
        Collections.shuffle(pages, new Random(1));
        return pages;
    }

    private Histogram read(TieringRest rest, List<Page> pages, int rounds) {
        Histogram times = new Histogram(LONGEST, 3);
        for (int round = 0; round < rounds; round++) {
            for (Page page : pages) {
                String token = token(page.seat);
                long begin = System.nanoTime();
                rest.page(token, page.seat.conversation, page.before);
                times.recordValue(Math.min(LONGEST, System.nanoTime() - begin));
            }
        }
        return times;
    }

    /** Senders post until the other thing has ended. */
    private Histogram together(TieringRest rest, int senders, int perSecond, Runnable other) {
        seats.forEach(this::token);
        Duration pause = Duration.ofSeconds(1).multipliedBy(senders).dividedBy(perSecond);
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            List<Future<Histogram>> posting = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                SplittableRandom random = new SplittableRandom();
                Callable<Histogram> work = () -> post(rest, pause, random, ended);
                posting.add(pool.submit(work));
            }
            try {
                other.run();
            } finally {
                ended.set(true);
            }
            Histogram times = new Histogram(LONGEST, 3);
            for (Future<Histogram> each : posting) {
                times.add(each.get());
            }
            return times;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("Nobody could post: " + e.getCause(), e));
        }
    }

    /** At moments that were fixed beforehand, and from them on: who has to wait is late for the next one too. */
    private Histogram post(TieringRest rest, Duration pause, SplittableRandom random, AtomicBoolean ended) {
        Histogram times = new Histogram(LONGEST, 3);
        long next = System.nanoTime();
        while (!ended.get()) {
            LockSupport.parkNanos(next - System.nanoTime());
            Seat seat = seats.get(random.nextInt(seats.size()));
            UUID id = new UUID(random.nextLong(), random.nextLong());
            rest.post(token(seat), seat.conversation, id, TieringTexts.text(random));
            times.recordValue(Math.min(LONGEST, Math.max(1, System.nanoTime() - next)));
            next += pause.toNanos();
        }
        return times;
    }

    private synchronized String token(Seat seat) {
        return tokens.computeIfAbsent(
                seat.username, name -> installation.operator().token(name));
    }

    private boolean hasMoved() {
        Instant old = Clock.systemUTC().instant().minus(OLD);
        return archivable.movable(organization, 0, old, LEAST, 1).isEmpty();
    }

    /** With its indexes, and with what is beside it because it is large. */
    private double table() {
        return megabytes("select sum(pg_total_relation_size(relid)) from pg_partition_tree('message') where isleaf");
    }

    private double megabytes(String sql) {
        return number(sql) / 1e6;
    }

    private long number(String sql) {
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }

    private static double timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("It takes longer than " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
