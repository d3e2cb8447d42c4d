/**
 * Segments of people, and the information barriers between them, as an organization's administrators keep them. Start at
 * {@link chat.parley.ejb.segment.KeepingSegments}. What a barrier keeps from whom is decided at the doors: {@code
 * ConversationAccess} for conversations, {@code Directory} for people.
 */
@NullMarked
package chat.parley.ejb.segment;

import org.jspecify.annotations.NullMarked;
