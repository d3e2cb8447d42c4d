package chat.parley.jpa.screening;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What a rule holds for: one conversation of an organization, or all of them where none is named. */
public record ScreeningScope(
        OrganizationId organization, @Nullable ConversationId conversation) {}
