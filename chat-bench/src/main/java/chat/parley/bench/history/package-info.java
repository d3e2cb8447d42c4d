/**
 * Ten million messages, and how fast they are read. {@link chat.parley.bench.history.HistoryFill} writes them the way a
 * year would have left them on disk, {@link chat.parley.bench.history.HistoryReads} reads them with the same SQL as the
 * server ({@code chat.parley.jpa}), {@link chat.parley.bench.history.HttpReads} through the server.
 */
@NullMarked
package chat.parley.bench.history;

import org.jspecify.annotations.NullMarked;
