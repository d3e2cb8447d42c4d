package chat.parley.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import chat.parley.bench.load.LoadAccount;
import chat.parley.bench.machine.Machine;
import chat.parley.bench.report.Figures;
import org.jspecify.annotations.Nullable;

/** People who are online and watch those next to them in a ring. */
final class PresenceTrial implements AutoCloseable {

    private static final double MIB = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONNECTING_AT_ONCE = 32;
    private static final Pattern WELCOME = Pattern.compile("\"type\":\"welcome\",\"account\":(\\d+)");
    private static final Pattern PRESENCE = Pattern.compile("\"type\":\"presence\"");
    private static final Pattern SEEN = Pattern.compile("\"account\":\\d+,\"status\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Person> people = new ArrayList<>();
    private final List<URI> nodes;
    private final int watched;
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final Semaphore unwelcomed = new Semaphore(CONNECTING_AT_ONCE);

    PresenceTrial(List<LoadAccount> accounts, List<URI> nodes, int watched) {
        this.nodes = nodes;
        this.watched = Math.min(watched, accounts.size() - 1);
        accounts.forEach(account -> people.add(new Person(account)));
    }

    Figures run(String label, Machine machine, int changes, Duration time) {
        Machine.Reading before = machine.read();
        connect();
        watch();
        Machine.Reading connected = machine.read();
        pause(Duration.ofSeconds(3));
        Phase quiet = measure(machine, 0, time);
        Phase lively = measure(machine, changes, time);

        Machine.Usage connecting = machine.between(before, connected);
        Figures figures = new Figures()
                .put("label", label)
                .put("online", people.size())
                .put("watched_by_each", watched)
                .put("closed", closed.get())
                .put("connect_s", connecting.seconds())
                .put("connect_cpu_s", connecting.cpuSeconds());
        quiet.tell(figures, "quiet");
        lively.tell(figures.put("changes_per_s", changes), "changing");
        lively.usage().processes().forEach((name, spent) -> figures.put(name + "_memory_mib", spent.memory() / MIB));
        return figures;
    }

    private record Phase(Machine.Usage usage, long frames, long entries) {

        void tell(Figures figures, String name) {
            figures.put(name + "_s", usage.seconds())
                    .put(name + "_cpu_s", usage.cpuSeconds())
                    .put(name + "_cpu_percent", 100 * usage.cpuSeconds() / usage.seconds())
                    .put(name + "_frames_per_s", frames / usage.seconds())
                    .put(name + "_entries_per_s", entries / usage.seconds())
                    .put(name + "_loadgen_cpu_cores", usage.self())
                    .put(name + "_other_cpu_cores", usage.others());
        }
    }

    private Phase measure(Machine machine, int changes, Duration time) {
        Machine.Reading from = machine.read();
        long framesBefore = frames.get();
        long entriesBefore = entries.get();
        change(changes, time);
        Machine.Reading to = machine.read();
        return new Phase(machine.between(from, to), frames.get() - framesBefore, entries.get() - entriesBefore);
    }

    /** Everybody in turn, spread over the ring, busy and no longer busy. */
    private void change(int perSecond, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            if (perSecond > 0) {
                Person person = people.get((int) (i * 7_919L % people.size()));
                person.say("{\"type\":\"status\",\"status\":\"%s\"}".formatted(person.turn() ? "busy" : "online"));
            }
            LockSupport.parkNanos(perSecond > 0 ? 1_000_000_000L / perSecond : end - System.nanoTime());
        }
    }

    private void connect() {
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            URI node = nodes.get(i % nodes.size());
            awaitWelcomes(1);
            Thread.startVirtualThread(() -> person.connect(node));
        }
        awaitWelcomes(CONNECTING_AT_ONCE);
    }

    private void awaitWelcomes(int count) {
        try {
            if (!unwelcomed.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("somebody was not welcomed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        for (int i = 0; i < people.size(); i++) {
            StringBuilder watch = new StringBuilder("{\"type\":\"watch\",\"accounts\":[");
            for (int next = 1; next <= watched; next++) {
                watch.append(next == 1 ? "" : ",").append(people.get((i + next) % people.size()).id);
            }
            people.get(i).say(watch.append("]}").toString());
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (frames.get() < people.size() && System.nanoTime() < end) {
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Override
    public void close() {
        people.forEach(Person::abort);
        http.shutdownNow();
    }

    /** One of them, on one connection. */
    private final class Person implements WebSocket.Listener {

        private final LoadAccount account;
        private final StringBuilder heard = new StringBuilder();
        private volatile @Nullable WebSocket socket;
        private volatile long id;
        private boolean busy;

        private Person(LoadAccount account) {
            this.account = account;
        }

        private void connect(URI node) {
            String address = node.toString().replaceFirst("^http", "ws");
            WebSocket opened = http.newWebSocketBuilder()
                    .subprotocols("parley.v1.json")
                    .buildAsync(URI.create(address + "/api/v1/socket"), this)
                    .join();
            socket = opened;
            say("{\"type\":\"hello\",\"token\":\"%s\",\"device\":\"bench-%s\"}"
                    .formatted(account.token(), account.user()));
        }

        private boolean turn() {
            busy = !busy;
            return busy;
        }

        private synchronized void say(String frame) {
            WebSocket open = socket;
            if (open != null && !open.isOutputClosed()) {
                open.sendText(frame, true).join();
            }
        }

        private void abort() {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            heard.append(text);
            if (last) {
                hear(heard.toString());
                heard.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(String message) {
            if (id == 0) {
                Matcher welcome = WELCOME.matcher(message);
                if (welcome.find()) {
                    id = Long.parseLong(welcome.group(1));
                    unwelcomed.release();
                }
            }
            frames.addAndGet(PRESENCE.matcher(message).results().count());
            entries.addAndGet(SEEN.matcher(message).results().count());
            if (message.contains("\"type\":\"ping\"")) {
                Thread.startVirtualThread(() -> say("{\"type\":\"pong\"}"));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.incrementAndGet();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.incrementAndGet();
        }
    }
}
