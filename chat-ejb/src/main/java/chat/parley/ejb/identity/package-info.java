/**
 * Who acts: signing in, tokens, devices, accounts. Everything later in the path sees an {@link
 * chat.parley.ejb.identity.Actor} and nothing of how it was proved.
 */
@NullMarked
package chat.parley.ejb.identity;

import org.jspecify.annotations.NullMarked;
