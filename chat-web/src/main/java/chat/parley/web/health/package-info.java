/**
 * Whether this node is fit to serve, told to load balancers ({@code /api/v1/ready}) and, on the management interface, to
 * whoever supervises the process ({@code /health/live}, {@code /health/ready}, {@code /health/started}). All ask {@link
 * chat.parley.web.health.NodeHealth}.
 */
@NullMarked
package chat.parley.web.health;

import org.jspecify.annotations.NullMarked;
