/**
 * How fast things may come. Start at {@link chat.parley.ejb.rate.RateLimit}; each node counts for itself
 * (docs/decisions/0154).
 */
@NullMarked
package chat.parley.ejb.rate;

import org.jspecify.annotations.NullMarked;
