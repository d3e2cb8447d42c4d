/**
 * The log and how far its readers have come: tables {@code message}, {@code message_version}, {@code message_change},
 * {@code read_cursor} and {@code device_checkpoint}, and all SQL that reads or writes them. Start at {@link
 * chat.parley.jpa.message.LogWriter}: what it has committed exists.
 */
@NullMarked
package chat.parley.jpa.message;

import org.jspecify.annotations.NullMarked;
