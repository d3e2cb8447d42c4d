package chat.parley.ejb.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.DeviceCheckpoint;

/**
 * What devices say they have applied, until it is written: the last of each, whatever it says meanwhile. Bounded, and in
 * memory only: where something is lost or finds no room, what was kept before is only older, and the next one includes it.
 */
final class CheckpointLedger {

    /** Positions that one statement takes, unless a single device has more. */
    static final int LARGEST_BATCH = 20_000;

    private final int mostPositions;
    private final Consumer<List<DeviceCheckpoint>> kept;
    private final Map<DeviceId, DeviceCheckpoint> waiting = new LinkedHashMap<>();
    private int positions;

    /**
     * An empty one.
     *
     * @param mostPositions how many positions may wait, of all devices together; a device counts as one more
     */
    CheckpointLedger(int mostPositions, Consumer<List<DeviceCheckpoint>> kept) {
        this.mostPositions = mostPositions;
        this.kept = kept;
    }

    /** Lets it wait for {@link #flush}, in the place of what this device has said before. */
    synchronized void note(DeviceCheckpoint said) {
        DeviceCheckpoint before = waiting.get(said.device());
        int then = positions + size(said) - (before == null ? 0 : size(before));
        if (then <= mostPositions) {
            waiting.put(said.device(), said);
            positions = then;
        }
    }

    /** How many devices' checkpoints wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Writes all that waits; where the database is away, it goes on waiting. */
    void flush() {
        List<DeviceCheckpoint> taken = take();
        int written = 0;
        try {
            while (written < taken.size()) {
                int end = endOfBatch(taken, written);
                kept.accept(taken.subList(written, end));
                written = end;
            }
        } catch (DatabaseException e) {
            if (!e.passing()) {
                throw e;
            }
            taken.subList(written, taken.size()).forEach(this::putBack);
        }
    }

    private synchronized List<DeviceCheckpoint> take() {
        List<DeviceCheckpoint> taken = List.copyOf(waiting.values());
        waiting.clear();
        positions = 0;
        return taken;
    }

    private synchronized void putBack(DeviceCheckpoint said) {
        if (!waiting.containsKey(said.device())) {
            note(said);
        }
    }

    private static int endOfBatch(List<DeviceCheckpoint> taken, int from) {
        int end = from + 1;
        int size = size(taken.get(from));
        while (end < taken.size() && (size += size(taken.get(end))) <= LARGEST_BATCH) {
            end++;
        }
        return end;
    }

    private static int size(DeviceCheckpoint said) {
        return 1 + said.checkpoint().positions().size();
    }
}
