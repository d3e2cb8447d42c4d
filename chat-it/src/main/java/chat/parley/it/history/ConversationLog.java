package chat.parley.it.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** One conversation of the log as it ended: messages by number, their bodies by change, the changes, the members. */
final class ConversationLog {

    private final long id;
    private LogRow.@Nullable Head head;
    private final NavigableMap<Long, LogRow.Message> messages = new TreeMap<>();
    private final Map<String, List<Long>> numbersByKey = new HashMap<>();
    private final Map<Long, NavigableMap<Long, String>> bodies = new HashMap<>();
    private final NavigableMap<Long, Long> changes = new TreeMap<>();
    private final Map<Long, NavigableMap<Long, Long>> changesByMessage = new HashMap<>();
    private final List<LogRow.Membership> memberships = new ArrayList<>();

    ConversationLog(long id) {
        this.id = id;
    }

    void add(LogRow row) {
        switch (row) {
            case LogRow.Head read -> head = read;
            case LogRow.Membership read -> memberships.add(read);
            case LogRow.Message read -> {
                messages.put(read.seq(), read);
                numbersByKey
                        .computeIfAbsent(key(read.sender(), read.id()), _ -> new ArrayList<>(1))
                        .add(read.seq());
                body(read.seq(), read.rev(), read.body());
            }
            case LogRow.Version read -> body(read.seq(), read.rev(), read.body());
            case LogRow.Change read -> {
                changes.put(read.rev(), read.seq());
                changesByMessage
                        .computeIfAbsent(read.seq(), _ -> new TreeMap<>())
                        .put(read.rev(), read.rev());
            }
        }
    }

    private void body(long seq, long rev, String body) {
        bodies.computeIfAbsent(seq, _ -> new TreeMap<>()).put(rev, body);
    }

    private static String key(long sender, String message) {
        return sender + "/" + message;
    }

    long id() {
        return id;
    }

    Optional<LogRow.Head> head() {
        return Optional.ofNullable(head);
    }

    NavigableMap<Long, LogRow.Message> messages() {
        return messages;
    }

    Optional<LogRow.Message> message(long seq) {
        return Optional.ofNullable(messages.get(seq));
    }

    /** The numbers of a sender's message; one, if all is well. */
    List<Long> numbers(long sender, String message) {
        return numbersByKey.getOrDefault(key(sender, message), List.of());
    }

    /**
     * The body that a message had from its change {@code rev} on. A body is kept under the last change before it was
     * replaced: others, like reactions, may have come since the one that made it.
     */
    Optional<String> body(long seq, long rev) {
        NavigableMap<Long, String> kept = bodies.get(seq);
        if (kept == null || lastChange(seq, rev) != rev) {
            return Optional.empty();
        }
        return Optional.ofNullable(kept.ceilingEntry(rev)).map(Map.Entry::getValue);
    }

    /** The changed message's number by the change's number. */
    NavigableMap<Long, Long> changes() {
        return changes;
    }

    boolean changed(long seq) {
        return changesByMessage.containsKey(seq);
    }

    /** The last change of a message that a position covers; 0 if there is none. */
    long lastChange(long seq, long upTo) {
        NavigableMap<Long, Long> ofMessage = changesByMessage.get(seq);
        Long last = ofMessage == null ? null : ofMessage.floorKey(upTo);
        return last == null ? 0 : last;
    }

    long lastSeq() {
        return messages.isEmpty() ? 0 : messages.lastKey();
    }

    List<LogRow.Membership> memberships() {
        return memberships;
    }

    List<LogRow.Membership> memberships(long account) {
        return memberships.stream().filter(m -> m.account() == account).toList();
    }

    boolean isMember(long account) {
        return memberships(account).stream().anyMatch(m -> m.to() == null);
    }

    boolean maySee(long account, long seq) {
        for (LogRow.Membership membership : memberships) {
            if (membership.account() == account
                    && membership.from() <= seq
                    && seq <= Objects.requireNonNullElse(membership.to(), Long.MAX_VALUE)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an account is told of every change of a message. Who was a member more than once is told of changes only
     * in the time that goes on; when that was, the log does not say.
     */
    boolean followsChanges(long account, long seq) {
        return memberships(account).size() == 1 && maySee(account, seq);
    }

    /** The first message after {@code after} and before {@code before} that an account may see. */
    Optional<Long> firstVisibleBetween(long account, long after, long before) {
        if (before - after <= 1) {
            return Optional.empty();
        }
        return messages.subMap(after, false, before, false).keySet().stream()
                .filter(seq -> maySee(account, seq))
                .findFirst();
    }

    /** The first change after {@code after} and before {@code before} of a message whose changes an account is told. */
    Optional<Long> firstVisibleChangeBetween(long account, long after, long before) {
        if (before - after <= 1) {
            return Optional.empty();
        }
        return changes.subMap(after, false, before, false).entrySet().stream()
                .filter(change -> followsChanges(account, change.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
