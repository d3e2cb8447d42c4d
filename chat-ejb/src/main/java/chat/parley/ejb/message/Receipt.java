package chat.parley.ejb.message;

import java.time.Instant;

/**
 * That a message exists: it is committed.
 *
 * @param resent it existed before this try
 */
public record Receipt(long seq, Instant at, boolean resent) {}
