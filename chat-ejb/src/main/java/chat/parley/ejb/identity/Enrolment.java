package chat.parley.ejb.identity;

import java.util.Set;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.Duty;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a person have an account.
 *
 * @param password none if nobody shall sign in with one
 * @param duties what of administrating its organization it has from the beginning
 */
public record Enrolment(
        String organization,
        String username,
        String displayName,
        @Nullable PasswordHash password,
        Set<Duty> duties) {

    /** Checks the names, and that the duties go together. */
    public Enrolment {
        if (!Account.mayBeUsername(username)) {
            throw new Rejected(
                    "account.username",
                    "A username has 1 to 64 letters, digits and any of . _ @ + - and begins with a letter or digit.");
        }
        if (!Account.mayBeDisplayName(displayName)) {
            throw new Rejected("account.display-name", "A display name has 1 to 100 characters.");
        }
        duties = Set.copyOf(duties);
        if (!Duty.goTogether(duties)) {
            throw new Rejected("duty.apart", "One account cannot have all of these duties.");
        }
    }
}
