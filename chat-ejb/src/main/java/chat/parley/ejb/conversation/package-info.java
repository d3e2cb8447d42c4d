/**
 * Conversations and their members. {@link chat.parley.ejb.conversation.ConversationAccess} is the one door: whatever
 * reads or writes a conversation, by frame, REST, search or export, has been let in there, and {@code Permissions} is the
 * table it asks.
 */
@NullMarked
package chat.parley.ejb.conversation;

import org.jspecify.annotations.NullMarked;
