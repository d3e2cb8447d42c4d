package chat.parley.jpa.admin;

import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;

/** Somebody in a conversation, as those see them who administrate it from outside. */
public record AdministeredMember(AccountId account, String username, String displayName, Role role, boolean disabled) {}
