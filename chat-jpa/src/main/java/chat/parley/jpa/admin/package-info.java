/**
 * What the administration console lists: the people and the conversations of an organization, in any of several orders, page by
 * page. Start at {@link chat.parley.jpa.admin.AdministeredPeople}. Nothing here reads what was said.
 */
@NullMarked
package chat.parley.jpa.admin;

import org.jspecify.annotations.NullMarked;
