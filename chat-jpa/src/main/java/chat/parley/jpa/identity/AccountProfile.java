package chat.parley.jpa.identity;

/** An account as others of its organization may see it. */
public record AccountProfile(
        AccountId id, OrganizationId organization, String username, String displayName, AccountKind kind) {}
