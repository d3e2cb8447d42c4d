/** What an organization says to everybody in it: terms to agree to, and a banner. Start at {@link chat.parley.ejb.terms.Noticing}. */
@NullMarked
package chat.parley.ejb.terms;

import org.jspecify.annotations.NullMarked;
