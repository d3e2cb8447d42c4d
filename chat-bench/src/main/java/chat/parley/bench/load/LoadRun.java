package chat.parley.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import chat.parley.bench.machine.Machine;
import chat.parley.bench.report.Percentiles;

/**
 * One run of the load generator: connect everybody, then drive the traffic of a plan and measure. All that it takes from
 * the server is what members get; nothing is asked of the database.
 */
public final class LoadRun implements AutoCloseable {

    private static final Duration UNTIL_START = Duration.ofMillis(300);

    private final LoadPlan plan;
    private final List<LoadLoop> loops = new ArrayList<>();
    private final List<LoadRoom> rooms = new ArrayList<>();

    /**
     * A run with these members against these nodes.
     *
     * @param accounts those of one conversation follow each other
     */
    public LoadRun(LoadPlan plan, List<LoadAccount> accounts, List<URI> nodes) throws IOException {
        this.plan = plan;
        int runId = ThreadLocalRandom.current().nextInt();
        LoadServers servers = new LoadServers(nodes);
        for (int i = 0; i < plan.loops(); i++) {
            loops.add(new LoadLoop(runId, plan, servers));
        }
        for (List<LoadAccount> members : LoadRoom.group(accounts)) {
            LoadLoop loop = loops.get(rooms.size() % loops.size());
            LoadRoom room = LoadRoom.of(rooms.size(), members, loop, plan);
            loop.own(room);
            rooms.add(room);
        }
    }

    /** Connects everybody; answers when all have been welcomed. */
    public void connect() throws IOException {
        for (LoadLoop loop : loops) {
            Thread.ofPlatform().daemon().name("bench-loop").start(loop);
        }
        try {
            loops.forEach(loop -> loop.connected().join());
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** Drives the traffic and answers what came of it, when nothing is under way any more. */
    public LoadResult drive(Machine machine) throws IOException {
        return drive(machine, () -> {});
    }

    /** The same, and does something half way through the time that counts. */
    public LoadResult drive(Machine machine, Runnable upheaval) throws IOException {
        RunClock clock = RunClock.startingIn(UNTIL_START, plan);
        int senders = loops.stream().mapToInt(LoadLoop::senderCount).sum();
        for (int i = 0; i < loops.size(); i++) {
            LoadLoop loop = loops.get(i);
            double share = senders == 0 ? 0 : (double) loop.senderCount() / senders;
            loop.start(new LoadLoop.Part(clock, share, (double) i / loops.size()));
        }
        await(clock, clock.from());
        Machine.Reading before = machine.read();
        await(clock, clock.half());
        upheaval.run();
        await(clock, clock.to());
        Machine.Reading after = machine.read();
        loops.forEach(loop -> loop.finished().join());
        return result(machine.between(before, after));
    }

    private LoadResult result(Machine.Usage usage) {
        Tally all = new Tally();
        loops.forEach(loop -> all.add(loop.tally()));
        List<Ledger> ledgers = rooms.stream()
                .flatMap(room -> room.clients().stream())
                .map(LoadClient::ledger)
                .toList();
        LoadResult.Faults faults = new LoadResult.Faults(
                rooms.stream().mapToLong(LoadRoom::lost).sum(),
                ledgers.stream().mapToLong(Ledger::repeats).sum(),
                ledgers.stream().mapToLong(Ledger::disorders).sum(),
                rooms.stream().filter(room -> !room.oneOrder()).count(),
                all.sent - all.accepted - all.refused,
                all.refusals,
                all.closings,
                all.resyncs);
        return new LoadResult(
                plan,
                rooms.size(),
                ledgers.size(),
                all.sent,
                all.acceptedInTime,
                all.deliveriesInTime,
                Percentiles.of(all.latency),
                Percentiles.of(all.answer),
                Percentiles.of(all.lag),
                Percentiles.of(all.back),
                all.back.getTotalCount(),
                all.away,
                faults,
                usage);
    }

    private static void await(RunClock clock, long time) {
        while (clock.now() < time) {
            LockSupport.parkNanos(time - clock.now());
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadLoop loop : loops) {
            loop.close();
        }
    }
}
