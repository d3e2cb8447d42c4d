/**
 * What the administration console shows and does with people and conversations. Start at {@link
 * chat.parley.ejb.admin.AdministeringPeople}. Who may is decided by {@code Administration} alone; whatever changes something is
 * noted. Nothing here reads what was said.
 */
@NullMarked
package chat.parley.ejb.admin;

import org.jspecify.annotations.NullMarked;
