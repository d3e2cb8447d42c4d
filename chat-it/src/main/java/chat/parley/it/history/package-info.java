/**
 * The history checker: judges what clients recorded against the log as it ended. Start at {@link
 * chat.parley.it.history.HistoryChecker}; {@code docs/history-checker.md} describes the files and the rules.
 *
 * <p>{@link chat.parley.it.history.Entry} is a line of a client's history, {@link chat.parley.it.history.LogRow} a line
 * of the exported log, {@link chat.parley.it.history.Rule} what may be found wrong. Nothing in here talks to a server.
 */
@NullMarked
package chat.parley.it.history;

import org.jspecify.annotations.NullMarked;
