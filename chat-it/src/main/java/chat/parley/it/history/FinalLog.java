package chat.parley.it.history;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The log as it was when all had ended: what is true. */
public final class FinalLog {

    private final Map<Long, ConversationLog> conversations = new TreeMap<>();

    private FinalLog() {}

    /** Reads the rows of an export, in any order. */
    public static FinalLog of(Iterable<? extends LogRow> rows) {
        FinalLog log = new FinalLog();
        rows.forEach(log::add);
        return log;
    }

    void add(LogRow row) {
        conversations.computeIfAbsent(row.conversation(), ConversationLog::new).add(row);
    }

    Collection<ConversationLog> conversations() {
        return conversations.values();
    }

    /** A conversation's log; an empty one where the export has none. */
    ConversationLog conversation(long id) {
        ConversationLog found = conversations.get(id);
        return found == null ? new ConversationLog(id) : found;
    }
}
