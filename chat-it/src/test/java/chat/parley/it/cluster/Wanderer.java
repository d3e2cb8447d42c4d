package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Sending;

/**
 * A client that lives through anything: it writes, edits, reads, and when its node or the database goes it connects to
 * some node again, catches up from its checkpoint and sends again what was not acknowledged.
 */
final class Wanderer {

    /** So many times it says something again before it takes the line for dead. */
    private static final int MOST_TRIES = 3;

    private static final long RETRY_AFTER = Duration.ofSeconds(2).toNanos();
    private static final long RENEW_AFTER = Duration.ofMinutes(5).toNanos();
    private static final int MOST_PENDING = 50;

    private final ChatClient client;
    private final Recorder recorder;
    private final List<Long> rooms;
    private final List<URI> nodes;
    private final long pace;
    private final Random random;
    private final Function<Login, String> freshToken;
    private final CountDownLatch quiet = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final Map<Sending, Long> pending = new LinkedHashMap<>();
    private final Thread thread;
    private long renewed = System.nanoTime();
    private long moveAt;
    private long written;
    private int unanswered;

    /**
     * What a wanderer needs to know of the world.
     *
     * @param pace the usual time between two things it does
     */
    record World(List<URI> nodes, List<Long> rooms, Function<Login, String> freshToken, Duration pace) {}

    Wanderer(Login login, World world, Recorder recorder, long seed) {
        this.client = new ChatClient(login.username(), login, recorder).forgetful();
        this.recorder = recorder;
        this.rooms = world.rooms();
        this.nodes = world.nodes();
        this.pace = world.pace().toMillis();
        this.freshToken = world.freshToken();
        this.random = new Random(seed);
        this.thread = Thread.ofVirtual().name("wanderer " + login.username()).unstarted(this::wander);
    }

    void start() {
        thread.start();
    }

    /** How many of its messages were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** How often it has connected. */
    long connections() {
        return connections.get();
    }

    ChatClient client() {
        return client;
    }

    /** It writes nothing new any more, and goes on until all it wrote is acknowledged. */
    void beQuiet() {
        quiet.countDown();
    }

    /** Whether all it wrote is acknowledged and it is connected. */
    boolean settled() {
        synchronized (pending) {
            return quiet.getCount() == 0 && pending.isEmpty() && client.online();
        }
    }

    /** Notes that it has everything, and goes away. */
    void finish() throws IOException, InterruptedException {
        end.countDown();
        thread.join(Duration.ofSeconds(30));
        client.finish();
        client.close();
        recorder.close();
    }

    private void wander() {
        Backoff backoff = new Backoff(random);
        while (end.getCount() > 0) {
            try {
                if (isTimeToMove() || unanswered >= MOST_TRIES) {
                    client.disconnect();
                }
                if (!client.online()) {
                    connect();
                    backoff.reset();
                }
                if (quiet.getCount() > 0) {
                    write();
                }
                settle();
                pause(Duration.ofMillis(pace / 2 + random.nextLong(pace)));
            } catch (IOException | RuntimeException | AssertionError e) {
                pause(backoff.next());
            }
        }
    }

    /** Whether its node has asked it to go, and the moment has come that it chose at random. */
    private boolean isTimeToMove() {
        Optional<Duration> within = client.moveWithin();
        if (within.isPresent() && moveAt == 0) {
            moveAt = System.nanoTime() + random.nextLong(within.get().toNanos());
        }
        return within.isPresent() && System.nanoTime() > moveAt;
    }

    private void connect() throws IOException {
        renewTokenInTime();
        moveAt = 0;
        unanswered = 0;
        client.connect(nodes.get(random.nextInt(nodes.size())));
        connections.incrementAndGet();
        synchronized (pending) {
            pending.replaceAll((_, _) -> 0L);
        }
    }

    private void write() {
        long room = rooms.get(random.nextInt(rooms.size()));
        boolean known = client.position(room).isPresent();
        if (known && pending() < MOST_PENDING) {
            switch (random.nextInt(20)) {
                case 0 -> client.newest(room, 30);
                case 1 ->
                    client.history(Json.object(
                            "conversation",
                            room,
                            "before",
                            client.position(room).orElseThrow().seq(),
                            "limit",
                            20));
                case 2, 3 -> editSomething(room);
                case 4 -> readAll(room);
                case 5 -> deleteSomething(room);
                default -> send(room);
            }
        }
    }

    private void readAll(long room) {
        long seq = client.position(room).orElseThrow().seq();
        client.tell(Json.object("type", "read", "conversation", room, "seq", seq));
    }

    private int pending() {
        synchronized (pending) {
            return pending.size();
        }
    }

    private void send(long room) {
        written++;
        Sending sending = client.send(room, client.name() + " writes number " + written);
        synchronized (pending) {
            pending.put(sending, System.nanoTime());
        }
    }

    private void editSomething(long room) {
        oneOfItsOwn(room).ifPresent(seq -> client.edit(room, seq, "edited by " + client.name() + " at " + written));
    }

    private void deleteSomething(long room) {
        oneOfItsOwn(room).ifPresent(seq -> client.delete(room, seq));
    }

    /** One among the last that it may change. */
    private Optional<Long> oneOfItsOwn(long room) {
        List<Long> own = client.newest(room, 20).stream()
                .filter(message -> message.path("sender").asLong() == client.account())
                .filter(message -> !message.path("format").asText().equals("system"))
                .filter(message -> !message.has("deleted"))
                .map(message -> message.path("seq").asLong())
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(random.nextInt(own.size())));
    }

    /** Forgets what is acknowledged or certainly refused, and sends again what has waited too long. */
    private void settle() {
        List<Sending> again = new ArrayList<>();
        synchronized (pending) {
            pending.keySet().removeIf(sending -> {
                if (sending.seq().isDone()) {
                    unanswered = 0;
                }
                if (sending.seq().isDone() && !sending.seq().isCompletedExceptionally()) {
                    acknowledged.incrementAndGet();
                }
                return sending.seq().isDone();
            });
            long now = System.nanoTime();
            pending.replaceAll((sending, tried) -> {
                if (now - tried > RETRY_AFTER) {
                    again.add(sending);
                    return now;
                }
                return tried;
            });
        }
        if (!again.isEmpty()) {
            unanswered++;
        }
        again.forEach(client::send);
    }

    private void renewTokenInTime() {
        if (System.nanoTime() - renewed > RENEW_AFTER) {
            client.login().use(freshToken.apply(client.login()));
            renewed = System.nanoTime();
        }
    }

    private void pause(Duration time) {
        try {
            boolean _ = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Growing pauses with jitter, as the protocol asks of clients; short ones, since a test is in a hurry. */
    private static final class Backoff {
        private static final long FIRST = 50;
        private static final long LONGEST = 1_000;

        private final Random random;
        private long next = FIRST;

        Backoff(Random random) {
            this.random = random;
        }

        void reset() {
            next = FIRST;
        }

        Duration next() {
            long millis = next / 2 + random.nextLong(next);
            next = Math.min(LONGEST, next * 2);
            return Duration.ofMillis(millis);
        }
    }
}
