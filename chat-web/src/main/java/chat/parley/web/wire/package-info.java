/**
 * The frames of the wire protocol and nothing else: plain records over {@code java.*}, as {@code docs/protocol.md} and
 * {@code docs/asyncapi.yaml} describe them. Within a version fields are only added.
 */
@NullMarked
package chat.parley.web.wire;

import org.jspecify.annotations.NullMarked;
