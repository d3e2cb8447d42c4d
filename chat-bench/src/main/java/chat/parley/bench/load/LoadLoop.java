package chat.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** One thread with one selector, and all that happens in its rooms. */
final class LoadLoop implements Runnable {

    /**
     * What a loop has to do of the whole.
     *
     * @param share its part of all messages, from 0 to 1
     * @param phase where its first message lies between those of the other loops, from 0 to 1
     */
    record Part(RunClock clock, double share, double phase) {}

    private record Return(long at, LoadClient client) {}

    private static final long RETRY = Duration.ofMillis(200).toNanos();
    private static final int HANDSHAKES_AT_A_TIME = 64;
    private static final int BURST = 64;
    private static final long PATIENCE_WITH_HANDSHAKES = Duration.ofSeconds(30).toNanos();
    private static final int BUFFER = 512 * 1024;

    private final int runId;
    private final LoadPlan plan;
    private final LoadServers servers;
    private final Selector selector = Selector.open();
    private final List<LoadClient> clients = new ArrayList<>();
    private final List<LoadClient> senders = new ArrayList<>();
    private final PriorityQueue<Return> returns = new PriorityQueue<>(Comparator.comparingLong(Return::at));
    private final Tally tally = new Tally();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] scratch = new byte[BUFFER];
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Part> start = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private RunClock clock = new RunClock(System.nanoTime(), Long.MAX_VALUE, Long.MAX_VALUE);
    private int welcomed;
    private @Nullable String failure;
    private boolean stormed;
    private int nextSender;
    private long now;

    LoadLoop(int runId, LoadPlan plan, LoadServers servers) throws IOException {
        this.runId = runId;
        this.plan = plan;
        this.servers = servers;
    }

    int runId() {
        return runId;
    }

    /** Takes a room in. */
    void own(LoadRoom room) {
        clients.addAll(room.clients());
        senders.addAll(room.senders());
    }

    int senderCount() {
        return senders.size();
    }

    /** What it counted; to be read when it has finished. */
    Tally tally() {
        return tally;
    }

    /** Done when all connections have been welcomed; failed when one could not be made. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    /** Begins the traffic. */
    void start(Part part) {
        start.complete(part);
    }

    /** Done when nothing is under way any more. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    /** Ends all connections, once the loop has finished. */
    void close() throws IOException {
        clients.forEach(LoadClient::close);
        selector.close();
    }

    @Override
    public void run() {
        try {
            connect();
            connected.complete(null);
            while (!start.isDone()) {
                selector.select(this::act, 20);
            }
            drive(start.join());
            finished.complete(null);
        } catch (IOException | RuntimeException e) {
            connected.completeExceptionally(e);
            finished.completeExceptionally(e);
        }
    }

    private void act(SelectionKey ready) {
        ((LoadClient) ready.attachment()).act(ready, incoming, scratch);
    }

    private void connect() throws IOException {
        long progress = System.nanoTime();
        int opened = 0;
        while (welcomed < clients.size()) {
            int before = welcomed;
            for (; opened < clients.size() && opened - welcomed < HANDSHAKES_AT_A_TIME; opened++) {
                clients.get(opened).connect(selector, servers);
            }
            selector.select(this::act, 1000);
            if (welcomed > before) {
                progress = System.nanoTime();
            }
            if (failure != null) {
                throw new IOException("a connection was not welcomed: " + failure);
            }
            if (System.nanoTime() - progress > PATIENCE_WITH_HANDSHAKES) {
                throw new IOException("only %d of %d connections were welcomed".formatted(welcomed, clients.size()));
            }
        }
    }

    private void drive(Part part) throws IOException {
        clock = part.clock();
        switch (plan.pace()) {
            case Pace.Window(int unanswered) -> closedLoop(unanswered);
            case Pace.Rate(double perSecond, Pace.Arrivals arrivals) -> {
                if (part.share() > 0) {
                    openLoop(new Schedule(perSecond * part.share(), arrivals, part.phase(), runId));
                }
            }
        }
        while (clock.now() < clock.to()) {
            turn(20);
        }
        drain();
    }

    /** Whatever can be done now, and whatever can within this time. */
    private void turn(long millis) throws IOException {
        if (plan.upheaval() == Upheaval.STORM && !stormed && clock.now() >= clock.half()) {
            stormed = true;
            clients.stream().filter(client -> !client.sends()).forEach(client -> {
                client.cutOff();
                returns.add(new Return(0, client));
            });
        }
        for (Return next = returns.peek(); next != null && next.at() <= System.nanoTime(); next = returns.peek()) {
            returns.remove();
            next.client().comeBack(selector, servers);
        }
        if (millis == 0) {
            selector.selectNow(this::act);
        } else {
            selector.select(this::act, millis);
        }
    }

    private void closedLoop(int unanswered) throws IOException {
        while (clock.now() < 0) {
            selector.select(this::act, 1);
        }
        for (int i = 0; i < unanswered; i++) {
            senders.forEach(sender -> send(sender, clock.now()));
        }
    }

    private void openLoop(Schedule schedule) throws IOException {
        try (Alarm alarm = new Alarm(selector)) {
            while (schedule.due() < clock.to()) {
                for (int i = 0; i < BURST && schedule.due() <= clock.now(); i++) {
                    send(senders.get(nextSender++ % senders.size()), schedule.due());
                    schedule.advance();
                }
                long wait = schedule.due() - clock.now();
                if (wait <= 0) {
                    turn(0);
                } else {
                    alarm.set(clock.start() + schedule.due());
                    turn(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
                }
            }
        }
    }

    private void drain() throws IOException {
        long progress = tally.progress();
        long since = clock.now();
        while (!tally.settled() && clock.now() - since < plan.patience().toNanos()) {
            turn(20);
            if (tally.progress() > progress) {
                progress = tally.progress();
                since = clock.now();
            }
        }
    }

    private void send(LoadClient sender, long due) {
        if (sender.send(due)) {
            tally.sent++;
            if (clock.counts(due)) {
                Tally.record(tally.lag, clock.now() - due);
            }
        }
    }

    // ---- what connections tell, on this loop's thread

    /** Bytes have come in now. */
    void received() {
        now = clock.now();
    }

    void welcomed() {
        welcomed++;
    }

    /** A message exists, says the server. */
    void accepted(LoadClient sender, LoadRoom room, long due) {
        tally.accepted++;
        tally.expected += room.clients().size();
        if (clock.counts(now)) {
            tally.acceptedInTime++;
        }
        if (clock.counts(due)) {
            Tally.record(tally.answer, now - due);
        }
        sendNext(sender);
    }

    void refused(LoadClient sender, String code) {
        tally.refused++;
        tally.refusals.merge(code, 1, Integer::sum);
        sendNext(sender);
    }

    private void sendNext(LoadClient sender) {
        if (plan.pace() instanceof Pace.Window && now < clock.to()) {
            send(sender, clock.now());
        }
    }

    /** A message has come for the first time; to its own sender too. */
    void delivered(long due, boolean toItself) {
        tally.received++;
        if (toItself) {
            return;
        }
        if (clock.counts(now)) {
            tally.deliveriesInTime++;
        }
        if (clock.counts(due)) {
            Tally.record(tally.latency, now - due);
        }
    }

    /** A connection ended before it should. */
    void ended(LoadClient client, boolean wasReady, String reason) {
        tally.closings.merge(reason, 1, Integer::sum);
        if (plan.upheaval().returns() && start.isDone()) {
            client.leave();
            long pause = wasReady ? 0 : ThreadLocalRandom.current().nextLong(RETRY);
            returns.add(new Return(System.nanoTime() + pause, client));
        } else {
            failure = wasReady ? failure : reason;
        }
    }

    /** A client is away, and means to come back. */
    void left() {
        tally.away++;
    }

    /** A client is back after this time and has what it missed. */
    void back(long nanos) {
        tally.away--;
        Tally.record(tally.back, nanos);
    }
}
