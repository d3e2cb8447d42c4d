package chat.parley.ejb.identity;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.Account;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a person have an account.
 *
 * @param password none if nobody shall sign in with one
 * @param administrator whether it may administrate its organization
 */
public record Enrolment(
        String organization,
        String username,
        String displayName,
        @Nullable PasswordHash password,
        boolean administrator) {

    /** Checks the names. */
    public Enrolment {
        if (!Account.mayBeUsername(username)) {
            throw new Rejected(
                    "account.username",
                    "A username has 1 to 64 letters, digits and any of . _ @ + - and begins with a letter or digit.");
        }
        if (!Account.mayBeDisplayName(displayName)) {
            throw new Rejected("account.display-name", "A display name has 1 to 100 characters.");
        }
    }
}
