package chat.parley.ejb.message;

import java.time.Instant;

/**
 * That a message exists: it is committed. Or that it is held back: then it has no number, and exists once a moderator
 * releases it.
 *
 * @param resent it existed before this try
 */
public record Receipt(long seq, Instant at, boolean resent, boolean held) {

    /** That it exists. */
    public Receipt(long seq, Instant at, boolean resent) {
        this(seq, at, resent, false);
    }

    /** That it is held back, since this moment. */
    static Receipt held(Instant at) {
        return new Receipt(0, at, false, true);
    }
}
