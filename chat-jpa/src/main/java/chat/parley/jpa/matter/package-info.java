/**
 * Matters, and the holds by which what was said is kept for them: tables {@code legal_matter} and {@code legal_hold}. What
 * a hold covers is not listed anywhere; the functions {@code held} and {@code held_numbers} say it, and triggers on the log
 * refuse to destroy it, whoever tries. Start at {@link chat.parley.jpa.matter.LegalHolds}.
 */
@NullMarked
package chat.parley.jpa.matter;

import org.jspecify.annotations.NullMarked;
