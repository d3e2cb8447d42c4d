/** What destroying a history costs those who write meanwhile. Start at {@code RetentionTrial}. */
@NullMarked
package chat.parley.bench.retention;

import org.jspecify.annotations.NullMarked;
