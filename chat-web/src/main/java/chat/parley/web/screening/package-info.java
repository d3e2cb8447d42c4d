/**
 * Judging messages over REST: the rules of a conversation and of the organization, what is held back, and what was noted.
 */
@NullMarked
package chat.parley.web.screening;

import org.jspecify.annotations.NullMarked;
