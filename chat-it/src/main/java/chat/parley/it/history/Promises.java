package chat.parley.it.history;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** When what was acknowledged first: whoever asks later must be shown it. Times are of one clock for all clients. */
final class Promises {

    private record MessageOf(long conversation, long seq) {}

    private final Map<Long, NavigableMap<Long, Long>> messages = new HashMap<>();
    private final Map<MessageOf, NavigableMap<Long, Long>> changes = new HashMap<>();

    void message(long conversation, long at, long seq) {
        note(messages.computeIfAbsent(conversation, _ -> new TreeMap<>()), at, seq);
    }

    void change(long conversation, long at, long seq, long rev) {
        note(changes.computeIfAbsent(new MessageOf(conversation, seq), _ -> new TreeMap<>()), at, rev);
    }

    /** Keeps only what raises the highest number so far, so that a look-up by time finds the highest before it. */
    private static void note(NavigableMap<Long, Long> highest, long at, long number) {
        Map.Entry<Long, Long> before = highest.floorEntry(at);
        if (before != null && before.getValue() >= number) {
            return;
        }
        highest.tailMap(at, true).values().removeIf(later -> later <= number);
        highest.put(at, number);
    }

    /** The last message that had been acknowledged to anybody before then; 0 if none. */
    long lastMessage(long conversation, long before) {
        return highest(messages.get(conversation), before);
    }

    /** The last change of a message that had been acknowledged to anybody before then; 0 if none. */
    long lastChange(long conversation, long seq, long before) {
        return highest(changes.get(new MessageOf(conversation, seq)), before);
    }

    private static long highest(@Nullable NavigableMap<Long, Long> numbers, long before) {
        Map.Entry<Long, Long> found = numbers == null ? null : numbers.lowerEntry(before);
        return found == null ? 0 : found.getValue();
    }
}
