/**
 * What people say of themselves, and when they were last here: table {@code account_presence}. Start at {@link
 * chat.parley.jpa.presence.AccountPresences}. Who is here now is in {@code chat.parley.ejb.presence}, in memory.
 */
@NullMarked
package chat.parley.jpa.presence;

import org.jspecify.annotations.NullMarked;
