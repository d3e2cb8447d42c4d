package chat.parley.bench.load;

import java.time.Duration;

/**
 * What a run does in the rooms it is given.
 *
 * @param senders how many members of each room send
 * @param body the size of a message's body in bytes
 * @param warmup time with load before anything counts
 * @param duration time that counts
 * @param patience how long nothing may arrive at the end before what is missing counts as lost
 * @param loops event loop threads; rooms are dealt out to them
 */
public record LoadPlan(
        int senders,
        Pace pace,
        int body,
        Duration warmup,
        Duration duration,
        Duration patience,
        int loops,
        Upheaval upheaval) {

    /** Checks that the numbers make sense. */
    public LoadPlan {
        if (senders < 0 || loops < 1) {
            throw new IllegalArgumentException(senders + " senders on " + loops + " loops");
        }
        if (upheaval.returns() && pace instanceof Pace.Window) {
            throw new IllegalArgumentException("a closed loop ends with the first answer that is lost; give a rate");
        }
        if (body < Stamp.BYTES) {
            throw new IllegalArgumentException("a body needs " + Stamp.BYTES + " bytes for its stamp, not " + body);
        }
    }

    /** Connected, and silent. */
    public static LoadPlan idle(Duration hold) {
        return new LoadPlan(0, new Pace.Window(1), Stamp.BYTES, Duration.ZERO, hold, Duration.ZERO, 1, Upheaval.NONE);
    }
}
