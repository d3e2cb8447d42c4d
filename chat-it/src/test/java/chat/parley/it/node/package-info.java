/**
 * The application on one real node, from outside: what REST and the socket promise. {@link
 * chat.parley.it.node.RealServer} starts the server and its database once for all tests; {@link
 * chat.parley.it.node.NodeTest} is what a test needs to be one of them.
 */
@NullMarked
package chat.parley.it.node;

import org.jspecify.annotations.NullMarked;
