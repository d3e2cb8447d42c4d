package chat.parley.jpa.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** For whoever needs the texts of messages in their rows: brings back those that have moved, in the caller's transaction. */
public final class MovedRows {

    private MovedRows() {}

    /** Of these messages. */
    public static void bringBack(Database database, long conversation, List<Long> seqs) {
        bringBackAll(
                database,
                conversation,
                database.query(
                        "select seq from message where conversation_id = ? and seq = any (?) and moved_to is not null",
                        row -> row.getLong("seq"),
                        conversation,
                        numbers(seqs)));
    }

    /** Of those from one number to another. */
    public static void bringBack(Database database, long conversation, long from, long to) {
        bringBackAll(
                database,
                conversation,
                database.query(
                        "select seq from message where conversation_id = ? and seq between ? and ? and moved_to is not null",
                        row -> row.getLong("seq"),
                        conversation,
                        from,
                        to));
    }

    private static void bringBackAll(Database database, long conversation, List<Long> moved) {
        if (moved.isEmpty()) {
            return;
        }
        Map<Long, String> texts = database.moved().read(conversation, numbers(moved));
        List<Long> there = new ArrayList<>(texts.keySet());
        database.update("""
                update message m set body = u.body, moved_to = null from unnest(?, ?) as u (seq, body)
                where m.conversation_id = ? and m.seq = u.seq and m.moved_to is not null
                """, numbers(there), there.stream().map(texts::get).toArray(String[]::new), conversation);
    }

    private static long[] numbers(List<Long> seqs) {
        return seqs.stream().mapToLong(Long::longValue).toArray();
    }
}
