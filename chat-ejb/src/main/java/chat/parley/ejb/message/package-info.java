/**
 * Messages: posting, editing, withdrawing, reacting, pinning, saving, threads, forwarding, reading, history. Start at
 * {@code Posting}. Who may is decided in {@code chat.parley.ejb.conversation}; who hears of it in {@code
 * chat.parley.ejb.delivery}.
 */
@NullMarked
package chat.parley.ejb.message;

import org.jspecify.annotations.NullMarked;
