package chat.parley.ejb.conversation;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was reported, as far as it matters for whether the actor decides about it.
 *
 * @param conversation where it was said; null if a person was reported
 * @param organizational whether the administrators of the organization decide, and not the moderators of the conversation
 * @param own whether it is the actor's own: they are reported, have reported it, or have decided what is appealed against
 */
public record Matter(
        OrganizationId organization, @Nullable ConversationId conversation, boolean organizational, boolean own) {}
