/** Tells load balancers, which cannot reach the management interface, whether this node is fit to serve. */
@NullMarked
package chat.parley.web.health;

import org.jspecify.annotations.NullMarked;
