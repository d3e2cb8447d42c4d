package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;

/**
 * What a thread is to an account.
 *
 * @param root the number of the message whose thread it is
 * @param following whether the account wants to be told of replies
 * @param read the last reply it has read
 */
public record ThreadMark(ConversationId conversation, long root, boolean following, long read) {}
