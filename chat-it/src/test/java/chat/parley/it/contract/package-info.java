/**
 * The descriptions of the protocol, {@code docs/asyncapi.yaml} and {@code docs/openapi.yaml}, held against the code and
 * against what a real server says.
 */
@NullMarked
package chat.parley.it.contract;

import org.jspecify.annotations.NullMarked;
