/**
 * Real nodes and a real PostgreSQL: that people on different nodes are in one conversation, and that nothing is lost while
 * any of the processes is killed, or the nodes are restarted behind a load balancer. {@link chat.parley.it.cluster.Cluster} starts them once for all tests.
 */
@NullMarked
package chat.parley.it.cluster;

import org.jspecify.annotations.NullMarked;
