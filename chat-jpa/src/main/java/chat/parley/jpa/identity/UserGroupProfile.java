package chat.parley.jpa.identity;

/**
 * A user group, as those of its organization see it.
 *
 * @param members how many are in it
 */
public record UserGroupProfile(UserGroupId id, String handle, String name, long members) {}
