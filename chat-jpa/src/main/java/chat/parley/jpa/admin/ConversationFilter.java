package chat.parley.jpa.admin;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations; null is whichever.
 *
 * @param text a part of their name; empty for all
 * @param member who is in them
 * @param label what rules about keeping know them by
 */
public record ConversationFilter(
        String text,
        @Nullable ConversationKind kind,
        @Nullable Visibility visibility,
        @Nullable Boolean archived,
        @Nullable AccountId member,
        @Nullable String label) {}
