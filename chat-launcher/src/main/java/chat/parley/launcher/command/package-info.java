/**
 * The command line {@code parley}, one class a command; start at {@link chat.parley.launcher.command.Launcher}. What they do
 * is done by {@code chat.parley.launcher}.
 */
@NullMarked
package chat.parley.launcher.command;

import org.jspecify.annotations.NullMarked;
