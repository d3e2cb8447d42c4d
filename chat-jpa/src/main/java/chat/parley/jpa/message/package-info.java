/**
 * The log: tables {@code message}, {@code message_version}, {@code message_change} and {@code read_cursor}, and all SQL
 * that reads or writes them. Start at {@link chat.parley.jpa.message.LogWriter}: what it has committed exists.
 */
@NullMarked
package chat.parley.jpa.message;

import org.jspecify.annotations.NullMarked;
