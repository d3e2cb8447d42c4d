/**
 * The protocol in machine-readable form: {@code docs/asyncapi.yaml} and {@code docs/openapi.yaml} as this build has
 * them, so that a client can ask the server it talks to. What they say is held against the server in chat-it.
 */
@NullMarked
package chat.parley.web.contract;

import org.jspecify.annotations.NullMarked;
