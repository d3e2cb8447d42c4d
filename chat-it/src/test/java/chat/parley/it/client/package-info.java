/**
 * A client to test with: {@link chat.parley.it.client.ChatClient} speaks the protocol by itself, without the server's
 * classes, keeps a checkpoint as a good client does, and records all it says and hears for the history checker. {@link
 * chat.parley.it.client.Rest} is the other way in.
 */
@NullMarked
package chat.parley.it.client;

import org.jspecify.annotations.NullMarked;
