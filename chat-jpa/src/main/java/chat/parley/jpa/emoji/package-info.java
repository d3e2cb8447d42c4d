/** The emoji of an organization's own. */
@NullMarked
package chat.parley.jpa.emoji;

import org.jspecify.annotations.NullMarked;
