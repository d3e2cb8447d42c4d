package chat.parley.it.history;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A client's copy of one conversation, as its history says it must have become. */
final class Copy {

    private long seq;
    private long rev;
    private long asked;
    private boolean known;
    private boolean loose;
    private boolean removed;
    private long basedAt;
    private long appliedSeq;
    private long appliedRev;
    private final BitSet onConnection = new BitSet();
    private final BitSet ever = new BitSet();
    private final Map<Long, Long> held = new HashMap<>();

    /** A connection began: its position is what the client says, or unknown. */
    void connect(Entry.Position from) {
        disconnect();
        seq = from.seq();
        rev = from.rev();
        known = true;
        ask(from);
    }

    /** The client asked to catch up from here: what it is told from now on follows on that, and it is told nothing if it lacks nothing. */
    void ask(Entry.Position from) {
        asked = from.seq();
        loose = false;
    }

    long asked() {
        return asked;
    }

    void disconnect() {
        onConnection.clear();
        known = false;
        loose = false;
        removed = false;
    }

    /** The client knows nothing of it and says so. */
    void forget() {
        held.clear();
        appliedSeq = 0;
        appliedRev = 0;
    }

    /** Known up to here, without the messages before: what follows is counted from here. */
    void base(long atSeq, long atRev, long at) {
        held.clear();
        seq = atSeq;
        rev = atRev;
        known = true;
        loose = false;
        removed = false;
        basedAt = at;
        applied();
    }

    void advance(long toSeq, long toRev) {
        seq = Math.max(seq, toSeq);
        rev = Math.max(rev, toRev);
        applied();
    }

    private void applied() {
        appliedSeq = Math.max(appliedSeq, seq);
        appliedRev = Math.max(appliedRev, rev);
    }

    /** What is queued was dropped; until the client asks to catch up, something may be missing. */
    void loosen() {
        loose = true;
    }

    void remove() {
        removed = true;
    }

    /** Notes a message of the connection's stream. */
    void saw(long number) {
        onConnection.set(Math.toIntExact(number));
        ever.set(Math.toIntExact(number));
    }

    void sawElsewhere(long number) {
        ever.set(Math.toIntExact(number));
    }

    boolean sawOnConnection(long number) {
        return onConnection.get(Math.toIntExact(number));
    }

    boolean sawEver(long number) {
        return ever.get(Math.toIntExact(number));
    }

    void hold(long number, long atRev) {
        held.merge(number, atRev, Math::max);
    }

    /** The last change that the client has applied to each message that changes at all. */
    Map<Long, Long> held() {
        return held;
    }

    long seq() {
        return seq;
    }

    long rev() {
        return rev;
    }

    boolean known() {
        return known;
    }

    boolean loose() {
        return loose;
    }

    boolean removed() {
        return removed;
    }

    long basedAt() {
        return basedAt;
    }

    boolean reached(Entry.Position position) {
        return position.seq() <= appliedSeq && position.rev() <= appliedRev;
    }
}
