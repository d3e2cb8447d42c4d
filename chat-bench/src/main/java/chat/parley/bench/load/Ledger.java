package chat.parley.bench.load;

import java.util.HashSet;
import java.util.Set;

/**
 * What one member of a room has received: of every sender each message once, in the order in which it was sent, under
 * growing numbers of the server. Whatever else comes is counted.
 */
final class Ledger {

    private final int[] next;
    private final Set<Long> missing = new HashSet<>();
    private long lastSeq;
    private long repeats;
    private long disorders;
    private long digest;

    Ledger(int senders) {
        next = new int[senders];
    }

    /**
     * Notes a message; answers whether it was new.
     *
     * @param number which of its sender's messages it is, from 0
     * @param seq the number that the server gave it
     */
    boolean received(int sender, int number, long seq) {
        if (number < next[sender] && !missing.remove(key(sender, number))) {
            repeats++;
            return false;
        }
        if (number < next[sender] || seq <= lastSeq) {
            disorders++;
        }
        for (int skipped = next[sender]; skipped < number; skipped++) {
            missing.add(key(sender, skipped));
        }
        next[sender] = Math.max(next[sender], number + 1);
        lastSeq = Math.max(lastSeq, seq);
        digest = digest * 31 + key(sender, number) + 1;
        return true;
    }

    /** How many different messages of a sender came. */
    int receivedFrom(int sender) {
        return next[sender]
                - (int) missing.stream().filter(key -> key >>> 32 == sender).count();
    }

    /** The highest number of the server that was seen, 0 before the first. */
    long lastSeq() {
        return lastSeq;
    }

    /** Messages that came again. */
    long repeats() {
        return repeats;
    }

    /** Messages that came after a later one. */
    long disorders() {
        return disorders;
    }

    /** Equal for two members who received the same messages in the same order. */
    long digest() {
        return digest;
    }

    private static long key(int sender, int number) {
        return ((long) sender << 32) | number;
    }
}
