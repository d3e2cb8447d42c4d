package chat.parley.jpa.message;

import chat.parley.jpa.identity.AccountId;

/**
 * How far a member has come in a conversation.
 *
 * @param delivered the last message that has come to one of its devices
 * @param read the last message it has read
 */
public record Reached(AccountId account, long delivered, long read) {}
