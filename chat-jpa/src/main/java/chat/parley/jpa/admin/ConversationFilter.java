package chat.parley.jpa.admin;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations; null is whichever.
 *
 * @param text a part of their name; empty for all
 * @param member who is in them
 * @param history what newcomers see of what was said before
 * @param label what rules about keeping know them by
 */
public record ConversationFilter(
        String text,
        @Nullable ConversationKind kind,
        @Nullable Visibility visibility,
        @Nullable Boolean archived,
        @Nullable AccountId member,
        HistoryVisibility.@Nullable Extent history,
        @Nullable String label) {}
