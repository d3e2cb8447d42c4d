package chat.parley.jpa.identity;

import org.jspecify.annotations.Nullable;

/**
 * What signing in needs to know of an account.
 *
 * @param passwordHash none where nobody can sign in with a password, as with most programs
 * @param known whether it is signed in already on the installation that was asked for
 */
public record Credentials(AccountProfile profile, @Nullable String passwordHash, boolean disabled, boolean known) {}
