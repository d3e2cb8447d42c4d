package chat.parley.jpa.message;

import chat.parley.jpa.conversation.ConversationId;

/** That an account has put a mention away, or taken it back into its inbox. */
public record DoneMark(ConversationId conversation, long seq, boolean done) {}
