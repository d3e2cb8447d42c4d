/**
 * Conversations and their members by REST, thin over the use cases of {@code chat.parley.ejb.conversation}: words become
 * types on the way in ({@link chat.parley.web.conversation.ConversationWishes}) and views on the way out ({@link
 * chat.parley.web.conversation.ConversationViews}). The messages in them are in {@code chat.parley.web.message}.
 */
@NullMarked
package chat.parley.web.conversation;

import org.jspecify.annotations.NullMarked;
