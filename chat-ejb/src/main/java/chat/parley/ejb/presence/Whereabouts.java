package chat.parley.ejb.presence;

import chat.parley.jpa.identity.AccountId;

/** An account at a node. Only that node says that it is there; when the node is gone, any other may say that it is not. */
public record Whereabouts(AccountId account, String node) {}
