package chat.parley.jpa.report;

import java.util.List;

import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/**
 * Which cases somebody decides about: those of conversations in which they have one of these roles, those of the
 * organization if they administrate it, and never their own.
 */
public record Jurisdiction(AccountId account, OrganizationId organization, boolean organizational, List<Role> roles) {}
