/**
 * The administration console over REST. What may be asked for is decided in {@code chat.parley.ejb.admin}. Start at {@link
 * chat.parley.web.admin.AdminPeopleResource}.
 */
@NullMarked
package chat.parley.web.admin;

import org.jspecify.annotations.NullMarked;
