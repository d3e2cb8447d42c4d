/** The emoji of an organization's own, by REST. */
@NullMarked
package chat.parley.web.emoji;

import org.jspecify.annotations.NullMarked;
