/**
 * Conversations and who belongs to them. The hot row ({@code conversation}: the two counters) lies apart from what
 * people set ({@code conversation_settings}); a row of {@code member} is one time of membership, and its span of
 * numbers is exactly what may be seen of that time.
 */
@NullMarked
package chat.parley.jpa.conversation;

import org.jspecify.annotations.NullMarked;
