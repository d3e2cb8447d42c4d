/**
 * What the law gives people over what is kept about them: having it ({@link chat.parley.ejb.person.ExportingOwnData}),
 * having it rest, having it forgotten. What goes before each of these is in {@code docs/compliance.md}.
 */
@NullMarked
package chat.parley.ejb.person;

import org.jspecify.annotations.NullMarked;
