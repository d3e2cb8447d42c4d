/**
 * Judging messages before they are posted, by rules of an organization and of its conversations. Start at
 * {@link chat.parley.ejb.screening.Screening}; each kind of rule is a {@code Check}. Rules are kept in the database
 * ({@link chat.parley.ejb.screening.KeepingRules}) and in memory on each node ({@code Rulebook}). What becomes of what
 * was judged is decided where messages are posted ({@code chat.parley.ejb.message.HoldingBack}).
 */
@NullMarked
package chat.parley.ejb.screening;

import org.jspecify.annotations.NullMarked;
