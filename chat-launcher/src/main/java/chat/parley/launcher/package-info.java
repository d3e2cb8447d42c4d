/**
 * Parley on this machine: an embedded PostgreSQL and one or more WildFly nodes, for people who try it, for tests and for
 * benchmarks. Start at {@link chat.parley.launcher.Installation}; {@link chat.parley.launcher.Launcher} is the command
 * line in front of it, which the script {@code parley} calls.
 *
 * <p>What was started is noted in the data directory with its process id and start time, so that whoever comes later
 * stops exactly that, and never a stranger who got the same number.
 */
@NullMarked
package chat.parley.launcher;

import org.jspecify.annotations.NullMarked;
