/**
 * What a benchmark reads of the machine it runs on: processor time and memory of processes from {@code /proc}
 * ({@link chat.parley.bench.machine.Machine}), and what the JDK's own tools tell of a running JVM
 * ({@link chat.parley.bench.machine.Jvm}). Nothing in here knows what a message is.
 */
@NullMarked
package chat.parley.bench.machine;

import org.jspecify.annotations.NullMarked;
