/**
 * Whether this node is fit to serve. {@link chat.parley.jpa.health.NodeHealth} knows; the checks here tell it on the
 * management interface ({@code /health/live}, {@code /health/ready}, {@code /health/started}) to whoever supervises the
 * process. They are in this module because the server asks only the libraries of an ear for checks, not its wars.
 */
@NullMarked
package chat.parley.jpa.health;

import org.jspecify.annotations.NullMarked;
