/**
 * The news: what was committed, told to those who hear of it now. Start at {@link
 * chat.parley.ejb.delivery.LiveFeed}. News may be lost on the way between nodes; whoever misses some reads the log.
 */
@NullMarked
package chat.parley.ejb.delivery;

import org.jspecify.annotations.NullMarked;
