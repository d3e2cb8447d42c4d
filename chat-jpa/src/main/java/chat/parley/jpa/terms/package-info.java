/** What an organization wants people to agree to, and who did; and its banner. */
@NullMarked
package chat.parley.jpa.terms;

import org.jspecify.annotations.NullMarked;
