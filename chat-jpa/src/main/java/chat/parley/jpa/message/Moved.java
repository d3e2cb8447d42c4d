package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;

/**
 * That a member has come further.
 *
 * @param accountRev the account's own state's new number if the read position moved, else 0
 * @param shown whether the other members are shown it by name
 */
public record Moved(ConversationId conversation, Reached reached, long accountRev, boolean shown) {}
