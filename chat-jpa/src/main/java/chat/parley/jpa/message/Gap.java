package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;

/**
 * Numbers whose messages were destroyed; none of them is given out again.
 *
 * @param rev the change of the conversation that took the last of them
 */
public record Gap(ConversationId conversation, long rev, NumberRange numbers) {}
