/**
 * How long messages are kept, and destroying those that are to be. Start at {@link
 * chat.parley.ejb.retention.KeepingRetention} for the rules, and at {@link chat.parley.ejb.retention.Sweeping} for what
 * destroys. What becomes of a message is decided by the schema's function {@code disposition}; {@code docs/compliance.md}
 * explains it.
 */
@NullMarked
package chat.parley.ejb.retention;

import org.jspecify.annotations.NullMarked;
