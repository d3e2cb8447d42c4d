/**
 * How long messages are kept. What becomes of a message is decided by one pure function of the schema, {@code disposition},
 * of what is known of the message and of what {@code retention_terms} says of the rules that hold where it was said. Dry runs
 * ({@link chat.parley.jpa.retention.DryRuns}) and sweeps ({@link chat.parley.jpa.retention.Destruction}) ask it of many
 * messages at once. Among the tests both functions are there in Java once more, and held against them.
 */
@NullMarked
package chat.parley.jpa.retention;

import org.jspecify.annotations.NullMarked;
