package chat.parley.it.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import chat.parley.it.history.Entry.By;
import chat.parley.it.history.Entry.Position;
import chat.parley.it.history.Entry.Shown;
import org.jspecify.annotations.Nullable;

/** A server and clients that do everything right, to record clean histories from. One room is enough. */
final class World {

    static final long ROOM = 5;
    static final long ANNA = 1;
    static final long BEN = 2;
    static final long GUS = 3;

    private static final Instant START = Instant.parse("2026-11-22T10:00:00.000001Z");

    private sealed interface Event {
        record Posted(long seq) implements Event {}

        record Changed(long rev, long seq) implements Event {}
    }

    private record Stored(
            String id,
            long sender,
            String at,
            List<Revision> revisions,
            @Nullable String event) {}

    private record Revision(long rev, String body) {}

    private final List<Stored> messages = new ArrayList<>();
    private final List<Long> changes = new ArrayList<>();
    private final List<LogRow.Membership> memberships = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private long clock;
    private long ids;

    World(long... members) {
        append(
                members[0],
                "{\"event\":\"created\",\"accounts\":%s}".formatted(Arrays.toString(members)),
                nextId(),
                true);
        for (long member : members) {
            memberships.add(new LogRow.Membership(ROOM, member, 1, 1, null));
        }
    }

    List<Entry> entries() {
        return new ArrayList<>(entries);
    }

    List<LogRow> rows() {
        List<LogRow> rows = new ArrayList<>(memberships);
        rows.add(new LogRow.Head(ROOM, 1, messages.size(), changes.size()));
        for (int i = 0; i < messages.size(); i++) {
            Stored message = messages.get(i);
            for (Revision old :
                    message.revisions().subList(0, message.revisions().size() - 1)) {
                rows.add(new LogRow.Version(ROOM, i + 1, old.rev(), BodyHash.of(old.body())));
            }
            Revision last = message.revisions().getLast();
            rows.add(new LogRow.Message(
                    ROOM,
                    i + 1,
                    message.id(),
                    message.sender(),
                    message.at(),
                    last.rev(),
                    BodyHash.of(last.body()),
                    message.event()));
        }
        for (int i = 0; i < changes.size(); i++) {
            rows.add(new LogRow.Change(ROOM, i + 1, changes.get(i)));
        }
        return rows;
    }

    boolean isMember(long account) {
        return memberships.stream().anyMatch(m -> m.account() == account && m.to() == null);
    }

    /** Adds a member that sees what comes from its joining on. */
    void join(long by, long account) {
        long seq = append(by, "{\"event\":\"joined\",\"accounts\":[%d]}".formatted(account), nextId(), true);
        memberships.add(new LogRow.Membership(ROOM, account, seq, seq, null));
    }

    void remove(long by, long account) {
        long seq = append(by, "{\"event\":\"removed\",\"account\":%d}".formatted(account), nextId(), true);
        memberships.replaceAll(m -> m.account() == account && m.to() == null
                ? new LogRow.Membership(ROOM, account, m.joined(), m.from(), seq)
                : m);
    }

    long head() {
        return messages.size();
    }

    long lastChange() {
        return changes.size();
    }

    private String nextId() {
        return new UUID(0, ++ids).toString();
    }

    private long append(long sender, String body, String id, boolean system) {
        List<Revision> revisions = new ArrayList<>(List.of(new Revision(0, body)));
        messages.add(
                new Stored(id, sender, START.plusNanos(1_000L * ++clock).toString(), revisions, system ? body : null));
        events.add(new Event.Posted(messages.size()));
        return messages.size();
    }

    private Stored message(long seq) {
        return messages.get((int) seq - 1);
    }

    private boolean maySee(long account, long seq) {
        return memberships.stream()
                .anyMatch(m -> m.account() == account && m.from() <= seq && (m.to() == null || seq <= m.to()));
    }

    private Shown shown(long seq) {
        Stored message = message(seq);
        Revision now = message.revisions().getLast();
        return new Shown(seq, message.id(), now.rev(), message.sender(), BodyHash.of(now.body()));
    }

    Client client(String name, long account) {
        return new Client(name, account);
    }

    /** One installation of an account; it says and hears only what is right. */
    final class Client {

        private final String name;
        private final long account;
        private final Map<Long, Position> applied = new HashMap<>();
        private final List<String> unacknowledged = new ArrayList<>();
        private long connection;
        private int heard;
        private boolean connected;

        private Client(String name, long account) {
            this.name = name;
            this.account = account;
        }

        private By by() {
            return new By(name, account, connection, ++clock);
        }

        boolean connected() {
            return connected;
        }

        /** Connects, says what it has and is told what it lacks. */
        void connect() {
            connection++;
            connected = true;
            entries.add(new Entry.Hello(by(), Map.copyOf(applied)));
            catchUp();
        }

        void disconnect() {
            connected = false;
            entries.add(new Entry.Disconnected(by(), 1006));
        }

        /** Its queue was dropped, so it asks again. */
        void resync() {
            entries.add(new Entry.Resync(by()));
            entries.add(new Entry.Sync(by(), Map.copyOf(applied)));
            catchUp();
        }

        private void catchUp() {
            heard = events.size();
            Position from = applied.get(ROOM);
            boolean member = isMember(account);
            if (from == null && !member) {
                return;
            }
            long end = member
                    ? head()
                    : memberships.stream()
                            .filter(m -> m.account() == account)
                            .mapToLong(m -> m.to() == null ? 0 : m.to())
                            .max()
                            .orElse(0);
            if (member && new Position(end, lastChange()).equals(from)) {
                return; // who lacks nothing of a conversation is told nothing of it
            }
            List<Shown> missing = new ArrayList<>();
            for (long seq = 1; from != null && seq <= end; seq++) {
                boolean changed = message(seq).revisions().getLast().rev() > from.rev();
                if (maySee(account, seq) && (seq > from.seq() || changed)) {
                    missing.add(shown(seq));
                }
            }
            entries.add(new Entry.CaughtUp(by(), ROOM, end, lastChange(), missing, false, !member));
            if (member) {
                applied.put(ROOM, new Position(end, lastChange()));
            } else {
                applied.remove(ROOM);
            }
        }

        /** Hears everything that has happened since it last listened. */
        void listen() {
            for (; heard < events.size(); heard++) {
                switch (events.get(heard)) {
                    case Event.Posted(long seq) -> posted(seq);
                    case Event.Changed(long rev, long seq) -> changed(rev, seq);
                }
            }
        }

        private void posted(long seq) {
            if (!applied.containsKey(ROOM)) {
                boolean joinsHere = memberships.stream().anyMatch(m -> m.account() == account && m.joined() == seq);
                if (joinsHere) {
                    long rev = events.subList(0, heard).stream()
                            .filter(Event.Changed.class::isInstance)
                            .count();
                    entries.add(new Entry.Joined(by(), ROOM, seq, seq - 1, rev));
                    applied.put(ROOM, new Position(seq - 1, rev));
                } else {
                    return;
                }
            }
            Stored message = message(seq);
            Revision first = message.revisions().getFirst();
            entries.add(new Entry.Delivered(
                    by(), ROOM, new Shown(seq, message.id(), 0, message.sender(), BodyHash.of(first.body()))));
            applied.computeIfPresent(ROOM, (_, p) -> new Position(seq, p.rev()));
            if (memberships.stream().anyMatch(m -> m.account() == account && m.to() != null && m.to() == seq)) {
                entries.add(new Entry.Removed(by(), ROOM, seq));
                applied.remove(ROOM);
            }
        }

        private void changed(long rev, long seq) {
            if (applied.containsKey(ROOM) && maySee(account, seq)) {
                entries.add(new Entry.Changed(by(), ROOM, rev, shown(seq)));
                applied.computeIfPresent(ROOM, (_, p) -> new Position(p.seq(), rev));
            }
        }

        /** Sends a message and hears that it was written. */
        long send(String body) {
            String id = sendUnanswered(body);
            return acknowledge(id);
        }

        /** Sends a message whose answer is lost. */
        String sendUnanswered(String body) {
            String id = nextId();
            entries.add(new Entry.Sent(by(), ROOM, id, BodyHash.of(body)));
            append(account, body, id, false);
            unacknowledged.add(id);
            return id;
        }

        /** Sends a message that is refused. */
        void sendRefused(String body) {
            String id = nextId();
            entries.add(new Entry.Sent(by(), ROOM, id, BodyHash.of(body)));
            entries.add(new Entry.Refused(by(), ROOM, id, "message.too-long", true));
        }

        /** Sends again all that was not answered, and hears the answers. */
        void resend() {
            for (String id : List.copyOf(unacknowledged)) {
                long seq = number(id);
                String body = message(seq).revisions().getFirst().body();
                entries.add(new Entry.Sent(by(), ROOM, id, BodyHash.of(body)));
                acknowledge(id);
            }
        }

        private long acknowledge(String id) {
            long seq = number(id);
            unacknowledged.remove(id);
            entries.add(new Entry.Acknowledged(by(), ROOM, id, seq, message(seq).at()));
            return seq;
        }

        private long number(String id) {
            return messages.stream()
                            .map(Stored::id)
                            .collect(Collectors.toList())
                            .indexOf(id)
                    + 1L;
        }

        void edit(long seq, String body) {
            changes.add(seq);
            long rev = changes.size();
            message(seq).revisions().add(new Revision(rev, body));
            events.add(new Event.Changed(rev, seq));
            entries.add(new Entry.ChangeAcknowledged(by(), ROOM, seq, rev, BodyHash.of(body)));
        }

        /** Asks for the newest messages. */
        void page() {
            long asked = ++clock;
            List<Shown> page = new ArrayList<>();
            for (long seq = Math.max(1, head() - 9); seq <= head(); seq++) {
                if (maySee(account, seq)) {
                    page.add(shown(seq));
                }
            }
            entries.add(new Entry.Page(by(), ROOM, asked, true, page));
        }

        void finish() {
            listen();
            entries.add(new Entry.Finished(by()));
        }
    }
}
