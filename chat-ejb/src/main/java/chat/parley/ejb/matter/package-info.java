/**
 * Matters, for those who answer for the organization before others: opening one, holding what was said for it, looking for
 * something in what is held. Start at {@link chat.parley.ejb.matter.KeepingMatters} and {@link
 * chat.parley.ejb.matter.Holding}; what a hold covers, and that it is not destroyed, is in {@code chat.parley.jpa.matter}.
 */
@NullMarked
package chat.parley.ejb.matter;

import org.jspecify.annotations.NullMarked;
