package chat.parley.jpa.retention;

import java.time.Instant;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;

/**
 * That messages of a conversation were destroyed.
 *
 * @param document which ones, for which reasons, and a hash over what they were; nothing of what they said
 */
public record Certificate(
        long id,
        OrganizationId organization,
        long sweep,
        ConversationId conversation,
        long messages,
        Instant at,
        SealedDocument document) {}
