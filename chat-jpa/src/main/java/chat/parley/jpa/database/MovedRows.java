package chat.parley.jpa.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What messages of a conversation say whose texts have moved, for whoever needs them in their rows. The storage is asked when
 * this is made, so that nobody has to hold anything meanwhile; the rows get them afterwards, in the caller's transaction.
 */
public final class MovedRows {

    private final Database database;
    private final long conversation;
    private final Map<Long, String> texts;

    private MovedRows(Database database, long conversation, List<Long> moved) {
        this.database = database;
        this.conversation = conversation;
        texts = moved.isEmpty() ? Map.of() : database.moved().read(conversation, numbers(moved));
    }

    /**
     * Puts back those of these messages that have moved, for whoever holds from then on what keeps them from moving. The storage
     * is asked before that, so that nobody waits for it; and again only for what moved in that very moment.
     *
     * @param hold from its end on nobody else moves them
     */
    public static void bringBack(Database database, long conversation, List<Long> seqs, Runnable hold) {
        MovedRows before = of(database, conversation, seqs);
        hold.run();
        before.bringBack();
        of(database, conversation, seqs).bringBack();
    }

    private static MovedRows of(Database database, long conversation, List<Long> seqs) {
        return new MovedRows(
                database,
                conversation,
                database.query(
                        "select seq from message where conversation_id = ? and seq = any (?) and moved_to is not null",
                        row -> row.getLong("seq"),
                        conversation,
                        numbers(seqs)));
    }

    /** Those from one number to another. */
    public static MovedRows between(Database database, long conversation, long from, long to) {
        return new MovedRows(
                database,
                conversation,
                database.query(
                        "select seq from message where conversation_id = ? and seq between ? and ? and moved_to is not null",
                        row -> row.getLong("seq"),
                        conversation,
                        from,
                        to));
    }

    /** Puts them back; one that somebody has put back meanwhile stays as it is. */
    public void bringBack() {
        if (texts.isEmpty()) {
            return;
        }
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
