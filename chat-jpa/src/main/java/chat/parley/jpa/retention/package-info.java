/**
 * How long messages are kept. What becomes of a message is one pure function, {@link
 * chat.parley.jpa.retention.Disposition#of}, of what is known of the message and of the {@link
 * chat.parley.jpa.retention.RetentionTerms} that hold where it was said; the functions {@code disposition} and {@code
 * retention_terms} of the schema are the same for many rows at once, and a test holds them against each other.
 */
@NullMarked
package chat.parley.jpa.retention;

import org.jspecify.annotations.NullMarked;
