package chat.parley.it.client;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import chat.parley.it.contract.SocketContract;
import chat.parley.it.history.BodyHash;
import chat.parley.it.history.Entry;
import chat.parley.it.history.Entry.By;
import chat.parley.it.history.Entry.Position;
import chat.parley.it.history.Entry.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One installation of a client: it keeps its checkpoint over connections, drops what it has seen, answers pings, asks to
 * catch up when it is told to, and records everything. One connection at a time. What it keeps to be heard is held
 * against {@code docs/asyncapi.yaml}.
 */
public final class ChatClient implements AutoCloseable {

    /** In the place of an answer that will not come. */
    private static final JsonNode LOST = Json.object();

    private final String name;
    private final Login login;
    private final Recorder recorder;
    private final AtomicLong refs = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, Position> positions = new TreeMap<>();
    private final List<JsonNode> heard = new ArrayList<>();
    private final Map<Long, Consumer<JsonNode>> awaited = new HashMap<>();
    private @Nullable String epoch;
    private long accountRev;
    private long connection;
    private boolean caughtUp;
    private boolean answersPings = true;
    private boolean keepsFrames = true;
    private @Nullable JsonNode unmet;
    private String complaint = "";
    private Consumer<JsonNode> also = _ -> {};
    private Transport transport = Transport.SOCKET;
    private final CookieManager cookies = new CookieManager();
    private @Nullable Duration moveWithin;
    private long lostAt;
    private Duration longestAbsence = Duration.ZERO;
    private @Nullable FrameLine line;
    private @Nullable URI node;
    private @Nullable LocalTime connectedAt;
    private String last = "nothing";

    /** A client of somebody who is signed in, under a name for the history. */
    public ChatClient(String name, Login login, Recorder recorder) {
        this.name = name;
        this.login = login;
        this.recorder = recorder;
    }

    /** From now on it answers no pings. */
    public ChatClient silent() {
        answersPings = false;
        return this;
    }

    /** From now on it applies and records frames, and does not keep them to be heard. */
    public ChatClient forgetful() {
        keepsFrames = false;
        return this;
    }

    /** From now on this is told every frame too, one after the other in the order in which they came. */
    public ChatClient telling(Consumer<JsonNode> other) {
        also = other;
        return this;
    }

    /** From now on it connects by this, and not by a socket. */
    public ChatClient by(Transport other) {
        transport = other;
        return this;
    }

    /** The name in the history. */
    public String name() {
        return name;
    }

    /** Who speaks. */
    public Login login() {
        return login;
    }

    public long account() {
        return login.account();
    }

    /** Opens a connection, says hello with the checkpoint if there is one, and waits until it has caught up. */
    public ChatClient connect(URI node) throws IOException {
        open(new FrameSocket.Upgrade(node, List.of(), cookies));
        hello();
        awaitCaughtUp();
        return this;
    }

    /** The same; the test fails if it does not work. */
    public ChatClient connected(URI node) {
        try {
            return connect(node);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads nothing more until {@link #goOn}. */
    public void pause() {
        current().pause();
    }

    /** Reads again. */
    public void goOn() {
        current().goOn();
    }

    /** Opens a connection and says nothing. */
    public FrameLine open(FrameSocket.Upgrade upgrade) throws IOException {
        disconnect();
        lock.lock();
        try {
            connection++;
            caughtUp = false;
            unmet = null;
            moveWithin = null;
            heard.clear();
            node = upgrade.node();
            connectedAt = LocalTime.now(ZoneOffset.UTC);
            long mine = connection;
            FrameLine opened = transport.open(upgrade, frame -> hear(mine, frame));
            line = opened;
            var _ = opened.closed().thenAccept(how -> closed(mine, how));
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** Says hello, with the checkpoint if there is one. */
    public void hello() {
        hello(login.accessToken());
    }

    /** Says hello with another token. */
    public void hello(String token) {
        say(sayHello -> {
            recorder.note(new Entry.Hello(by(), Map.copyOf(positions)));
            sayHello.put("token", token).put("device", login.device());
            if (epoch != null) {
                sayHello.set("checkpoint", checkpoint());
            }
            return sayHello.put("type", "hello");
        });
    }

    /** Forgets its copy: the next hello is that of a new installation. */
    public void forget() {
        lock.lock();
        try {
            positions.clear();
            epoch = null;
            accountRev = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Stands where a checkpoint says: the next hello bears it. */
    public void standAt(JsonNode checkpoint) {
        lock.lock();
        try {
            positions.clear();
            epoch = checkpoint.path("epoch").asText();
            accountRev = checkpoint.path("account").asLong();
            checkpoint
                    .path("conversations")
                    .forEachEntry((id, at) -> positions.put(
                            Long.valueOf(id),
                            new Position(at.path(0).asLong(), at.path(1).asLong())));
        } finally {
            lock.unlock();
        }
    }

    /** Tells the server what it has applied, and nothing is answered; what it said. */
    public JsonNode sayCheckpoint() {
        lock.lock();
        try {
            JsonNode checkpoint = Json.read(checkpoint().toString());
            tell(Json.object("type", "checkpoint", "checkpoint", checkpoint));
            return checkpoint;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything it lacked has come. */
    public void awaitCaughtUp() {
        await(
                "end of catching up",
                () -> caughtUp || unmet != null || closedNow().isPresent());
        if (unmet != null) {
            throw new Refusal(unmet.path("problem"));
        }
        closedNow().ifPresent(how -> {
            throw new IllegalStateException(name + ": the connection ended with " + how);
        });
    }

    /** Sends a message and does not wait. */
    public Sending send(long conversation, String body) {
        Sending sending = new Sending(conversation, body);
        send(sending);
        return sending;
    }

    /** Tries to send it, again perhaps. */
    public void send(Sending sending) {
        say(frame -> {
            recorder.note(new Entry.Sent(by(), sending.conversation(), sending.id(), BodyHash.of(sending.body())));
            return frame.put("type", "send")
                    .put("ref", awaitAnswer(answer -> sent(sending, answer)))
                    .put("conversation", sending.conversation())
                    .put("id", sending.id())
                    .put("body", sending.body());
        });
    }

    /** Sends a message and waits for its number. */
    public long post(long conversation, String body) {
        return send(conversation, body).acknowledged();
    }

    private void sent(Sending sending, JsonNode answer) {
        if (answer.path("type").asText().equals("ok")) {
            long seq = answer.path("seq").asLong();
            recorder.note(new Entry.Acknowledged(
                    by(),
                    sending.conversation(),
                    sending.id(),
                    seq,
                    answer.path("at").asText(null)));
            sending.seq().complete(seq);
        } else if (answer.has("problem")) {
            Refusal refusal = new Refusal(answer.path("problem"));
            recorder.note(
                    new Entry.Refused(by(), sending.conversation(), sending.id(), refusal.code(), refusal.certain()));
            if (refusal.certain()) {
                sending.seq().completeExceptionally(refusal);
            }
        }
    }

    /** Gives a message another body; the number of the change. */
    public long edit(long conversation, long seq, String body) {
        return Patience.await("acknowledgement of an edit", editing(conversation, seq, body));
    }

    /** The same without waiting. */
    public CompletableFuture<Long> editing(long conversation, long seq, String body) {
        return change(Json.object("type", "edit", "conversation", conversation, "seq", seq, "body", body), body);
    }

    /** Takes a message away from everyone; the number of the change. */
    public long delete(long conversation, long seq) {
        return Patience.await(
                "acknowledgement of a deletion",
                change(Json.object("type", "delete", "conversation", conversation, "seq", seq), ""));
    }

    private CompletableFuture<Long> change(ObjectNode wish, String body) {
        CompletableFuture<Long> rev = new CompletableFuture<>();
        wish(
                wish,
                answer -> {
                    recorder.note(new Entry.ChangeAcknowledged(
                            by(),
                            wish.path("conversation").asLong(),
                            wish.path("seq").asLong(),
                            answer.path("rev").asLong(),
                            BodyHash.of(body)));
                    return answer.path("rev").asLong();
                },
                rev);
        return rev;
    }

    /** The newest messages. */
    public List<JsonNode> newest(long conversation, int limit) {
        return history(Json.object("conversation", conversation, "limit", limit));
    }

    /** A page of history: {@code conversation}, {@code before}, {@code after}, {@code around}, {@code limit}. */
    public List<JsonNode> history(ObjectNode wanted) {
        CompletableFuture<List<JsonNode>> page = new CompletableFuture<>();
        long asked = System.nanoTime();
        boolean newest = !wanted.has("before") && !wanted.has("after") && !wanted.has("around");
        wish(
                wanted.put("type", "history"),
                answer -> {
                    List<JsonNode> messages = list(answer.path("messages"));
                    recorder.note(
                            new Entry.Page(by(), wanted.path("conversation").asLong(), asked, newest, shown(messages)));
                    return messages;
                },
                page);
        return Patience.await("page of history", page);
    }

    /** Says any frame that has an answer, and waits for it. */
    public JsonNode ask(ObjectNode wish) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        wish(wish, ok -> ok, answer);
        return Patience.await("answer to " + wish, answer);
    }

    /** Asks to catch up on the same connection, from the checkpoint. */
    public void sync() {
        lock.lock();
        try {
            caughtUp = false;
            unmet = null;
        } finally {
            lock.unlock();
        }
        saySync();
        awaitCaughtUp();
    }

    private void saySync() {
        say(frame -> {
            recorder.note(new Entry.Sync(by(), Map.copyOf(positions)));
            frame.put("type", "sync").put("ref", awaitAnswer(answer -> {
                if (answer.has("problem")) {
                    unmet = answer;
                }
            }));
            frame.set("checkpoint", checkpoint());
            return frame;
        });
    }

    /** Says it without an answer. */
    public void tell(ObjectNode frame) {
        say(_ -> frame);
    }

    /** Says exactly this, whatever it is. */
    public void sayRaw(String text) {
        current().say(text);
    }

    /** When this returns, everything that the server had said before it was asked has been heard. */
    public void fence() {
        ask(Json.object("type", "renew", "token", login.accessToken()));
    }

    private <T> void wish(ObjectNode wish, Function<JsonNode, T> ok, CompletableFuture<T> result) {
        say(_ -> wish.put("ref", awaitAnswer(answer -> {
            if (answer.path("type").asText().equals("ok")) {
                result.complete(ok.apply(answer));
            } else if (answer.has("problem")) {
                result.completeExceptionally(new Refusal(answer.path("problem")));
            } else {
                result.completeExceptionally(new IllegalStateException("the connection ended before the answer"));
            }
        })));
    }

    private long awaitAnswer(Consumer<JsonNode> reader) {
        long ref = refs.incrementAndGet();
        awaited.put(ref, reader);
        return ref;
    }

    private void say(UnaryOperator<ObjectNode> frame) {
        lock.lock();
        try {
            current().say(frame.apply(Json.object()).toString());
        } finally {
            lock.unlock();
        }
    }

    private FrameLine current() {
        FrameLine open = line;
        if (open == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return open;
    }

    /** The first frame of this type that was not taken yet; waits for it, and takes it. */
    public JsonNode hear(String type) {
        return hear(type, _ -> true);
    }

    /** The first such frame that was not taken yet; waits for it, and takes it. */
    public JsonNode hear(String type, Predicate<JsonNode> which) {
        Predicate<JsonNode> wanted = frame -> frame.path("type").asText().equals(type) && which.test(frame);
        lock.lock();
        try {
            await("frame " + type, () -> heard.stream().anyMatch(wanted));
            return take(wanted).orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /** The message with this body; waits for it, and takes it. */
    public JsonNode hearMessage(long conversation, String body) {
        return hear(
                "message",
                frame -> frame.path("conversation").asLong() == conversation
                        && frame.path("body").asText().equals(body));
    }

    /** Frames of this type that have come and were not taken. */
    public List<JsonNode> untaken(String type) {
        lock.lock();
        try {
            return heard.stream()
                    .filter(frame -> frame.path("type").asText().equals(type))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<JsonNode> take(Predicate<JsonNode> wanted) {
        for (Iterator<JsonNode> each = heard.iterator(); each.hasNext(); ) {
            JsonNode frame = each.next();
            if (wanted.test(frame)) {
                each.remove();
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /** Where it stands in a conversation, if it knows it. */
    public Optional<Position> position(long conversation) {
        lock.lock();
        try {
            return Optional.ofNullable(positions.get(conversation));
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has applied this message. */
    public void awaitPosition(long conversation, long seq) {
        await("position " + seq + " of conversation " + conversation + " at " + name, () -> {
            Position position = positions.get(conversation);
            return position != null && position.seq() >= seq;
        });
    }

    /** How the connection ended; waits for it. */
    public Closed awaitClosed() {
        return Patience.await("end of the connection of " + name, current().closed());
    }

    /** Whether there is a connection that has caught up. */
    public boolean online() {
        lock.lock();
        try {
            return line != null && caughtUp && closedNow().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Within which time its node wants it to go to another one, if it does. */
    public Optional<Duration> moveWithin() {
        lock.lock();
        try {
            return Optional.ofNullable(moveWithin);
        } finally {
            lock.unlock();
        }
    }

    /** The longest time from the end of a connection until a later one had caught up. */
    public Duration longestAbsence() {
        lock.lock();
        try {
            return longestAbsence;
        } finally {
            lock.unlock();
        }
    }

    /** Where it is connected and what it stands at, for whoever asks why something did not come. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "%s (connection %d to %s since %s, %s, at %s, last heard %s)"
                    .formatted(
                            name, connection, node, connectedAt, online() ? "online" : "not online", positions, last);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that all is quiet and it has all there is. */
    public void finish() {
        recorder.note(new Entry.Finished(by()));
    }

    /** Ends the connection at once, like a lost line. */
    public void disconnect() {
        FrameLine open = line;
        if (open != null) {
            open.abort();
        }
        lock.lock();
        try {
            line = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    private Optional<Closed> closedNow() {
        return Optional.ofNullable(line)
                .flatMap(open -> Optional.ofNullable(open.closed().getNow(null)));
    }

    private void closed(long on, Closed how) {
        lock.lock();
        try {
            if (on == connection) {
                List<Consumer<JsonNode>> unanswered = List.copyOf(awaited.values());
                awaited.clear();
                unanswered.forEach(reader -> reader.accept(LOST));
                recorder.note(new Entry.Disconnected(by(), how.code()));
                lostAt = lostAt == 0 ? System.nanoTime() : lostAt;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void hear(long on, JsonNode frame) {
        lock.lock();
        try {
            if (on == connection && closedNow().isEmpty()) {
                last = LocalTime.now(ZoneOffset.UTC) + " " + frame.path("type").asText();
                apply(frame);
                also.accept(frame);
                if (keepsFrames) {
                    heard.add(frame);
                    complaint += SocketContract.document().wrong(frame);
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void apply(JsonNode frame) {
        long conversation = frame.path("conversation").asLong();
        switch (frame.path("type").asText()) {
            case "welcome" -> {
                String now = frame.path("epoch").asText();
                if (!now.equals(epoch)) {
                    positions.clear();
                }
                epoch = now;
            }
            case "ok", "error" -> {
                Consumer<JsonNode> reader = awaited.remove(frame.path("ref").asLong());
                if (reader != null) {
                    reader.accept(frame);
                } else if (!caughtUp && frame.has("problem")) {
                    unmet = frame;
                }
            }
            case "changes" -> changes(frame);
            case "message" -> {
                recorder.note(new Entry.Delivered(by(), conversation, shown(frame)));
                advance(conversation, frame.path("seq").asLong(), 0);
            }
            case "changed" -> {
                long rev = frame.path("rev").asLong();
                recorder.note(new Entry.Changed(by(), conversation, rev, shown(frame.path("message"))));
                advance(conversation, 0, rev);
            }
            case "destroyed" -> advance(conversation, 0, frame.path("rev").asLong());
            case "conversation" -> joined(frame.path("conversation"));
            case "removed" -> {
                recorder.note(
                        new Entry.Removed(by(), conversation, frame.path("seq").asLong()));
                positions.remove(conversation);
            }
            case "self" -> accountRev = frame.path("rev").asLong();
            case "resync" -> {
                recorder.note(new Entry.Resync(by()));
                caughtUp = false;
                saySync();
            }
            case "drain" -> moveWithin = Duration.ofMillis(frame.path("within").asLong());
            case "ping" -> {
                if (answersPings) {
                    say(pong -> pong.put("type", "pong"));
                }
            }
            default -> {
                // Nothing that a copy is made of
            }
        }
    }

    private void changes(JsonNode frame) {
        for (JsonNode each : frame.path("conversations")) {
            long id = each.path("id").asLong();
            long seq = each.path("seq").asLong();
            long rev = each.path("rev").asLong();
            boolean left = each.path("left").asBoolean();
            recorder.note(new Entry.CaughtUp(
                    by(),
                    id,
                    seq,
                    rev,
                    shown(list(each.path("messages"))),
                    each.path("reset").asBoolean(),
                    left));
            if (left) {
                positions.remove(id);
            } else {
                positions.put(id, new Position(seq, rev));
            }
        }
        if (!frame.path("more").asBoolean()) {
            accountRev = Math.max(accountRev, frame.path("account").asLong());
            caughtUp = true;
            back();
        }
    }

    private void back() {
        if (lostAt != 0) {
            Duration absence = Duration.ofNanos(System.nanoTime() - lostAt);
            longestAbsence = absence.compareTo(longestAbsence) > 0 ? absence : longestAbsence;
            lostAt = 0;
        }
    }

    private void joined(JsonNode conversation) {
        long id = conversation.path("id").asLong();
        if (!positions.containsKey(id)) {
            Position position = new Position(
                    conversation.path("seq").asLong(), conversation.path("rev").asLong());
            recorder.note(
                    new Entry.Joined(by(), id, conversation.path("from").asLong(), position.seq(), position.rev()));
            positions.put(id, position);
        }
    }

    private void advance(long conversation, long seq, long rev) {
        positions.computeIfPresent(
                conversation, (_, at) -> new Position(Math.max(at.seq(), seq), Math.max(at.rev(), rev)));
    }

    private ObjectNode checkpoint() {
        ObjectNode conversations = Json.object();
        positions.forEach(
                (id, at) -> conversations.putArray(id.toString()).add(at.seq()).add(at.rev()));
        return Json.object("epoch", epoch, "account", accountRev, "conversations", conversations);
    }

    private By by() {
        return new By(name, login.account(), connection, System.nanoTime());
    }

    private static List<Shown> shown(List<JsonNode> messages) {
        return messages.stream().map(ChatClient::shown).toList();
    }

    private static Shown shown(JsonNode message) {
        return new Shown(
                message.path("seq").asLong(),
                message.path("id").asText(),
                message.path("rev").asLong(),
                message.path("sender").asLong(),
                BodyHash.of(message.path("body").asText()));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = Patience.USUAL.toNanos();
            while (!condition.getAsBoolean() || !complaint.isEmpty()) {
                if (!complaint.isEmpty()) {
                    throw new AssertionError(name + " heard what is not as described: " + complaint);
                }
                if (left <= 0) {
                    throw new AssertionError(name + ": no " + what + " in time; heard " + heard);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
