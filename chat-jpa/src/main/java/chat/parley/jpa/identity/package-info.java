/**
 * Who is there: organizations, their accounts, and the devices these are signed in on. Tables {@code organization},
 * {@code account}, {@code device}, {@code refresh_token}. What they may do is decided in {@code chat.parley.ejb}.
 */
@NullMarked
package chat.parley.jpa.identity;

import org.jspecify.annotations.NullMarked;
