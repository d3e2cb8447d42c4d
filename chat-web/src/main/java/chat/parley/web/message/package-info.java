/** Messages by REST: the same wishes as by frame, answered by the same use cases. */
@NullMarked
package chat.parley.web.message;

import org.jspecify.annotations.NullMarked;
