/** Matters and holds over REST: for those whose duty is compliance, and of notices for those whose messages are held. */
@NullMarked
package chat.parley.web.matter;

import org.jspecify.annotations.NullMarked;
