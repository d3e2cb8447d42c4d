/**
 * How long messages are kept, and destroying those that are to be. Start at {@link
 * chat.parley.ejb.retention.KeepingRetention} for the rules. What becomes of a message is decided by {@code
 * chat.parley.jpa.retention.Disposition}; {@code docs/compliance.md} explains it.
 */
@NullMarked
package chat.parley.ejb.retention;

import org.jspecify.annotations.NullMarked;
