package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;

/** The message that another one is a copy of, and who wrote it. Who may see it is another question. */
public record Source(ConversationId conversation, long seq, AccountId sender) {}
