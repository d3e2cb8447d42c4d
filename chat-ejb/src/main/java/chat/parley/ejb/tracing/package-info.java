/**
 * Traces: the steps of a message from its frame to those who are told of it, on however many nodes, for whoever looks at
 * them in OpenTelemetry. Start at {@link chat.parley.ejb.tracing.Traces}. Nobody else speaks to the server's SDK.
 */
@NullMarked
package chat.parley.ejb.tracing;

import org.jspecify.annotations.NullMarked;
