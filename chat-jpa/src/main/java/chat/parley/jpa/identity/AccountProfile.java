package chat.parley.jpa.identity;

/**
 * An account as others of its organization may see it.
 *
 * @param administrator whether it may administrate its organization
 */
public record AccountProfile(
        AccountId id,
        OrganizationId organization,
        String username,
        String displayName,
        AccountKind kind,
        boolean administrator) {}
