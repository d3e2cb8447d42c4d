package chat.parley.ejb.identity;

import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Credentials;

/**
 * Signs people in with their password. Whether there is such an account cannot be told from the answer, nor from how
 * long it takes. The password is compared outside of any transaction, because that takes long.
 */
@ApplicationScoped
public class SigningIn {

    @Inject
    Accounts accounts;

    @Inject
    PasswordCheck check;

    @Inject
    DeviceSessions sessions;

    @Inject
    Tokens tokens;

    @Inject
    SignInNotes notes;

    /**
     * Signs in on a device.
     *
     * @throws Unauthenticated if that is not the password of that account
     * @throws chat.parley.ejb.problem.ChatException.TooMany if there were too many failed tries
     */
    public SignedIn signIn(SignIn wish) {
        Optional<Credentials> found = accounts.credentials(wish.organization(), wish.username(), wish.installation());
        Credentials proved = prove(wish, found);
        Renewal.Granted begun = sessions.begin(proved, wish.installation(), wish.deviceName());
        return new SignedIn(begun.account(), tokens.issue(begun.account(), begun.device()), begun.next());
    }

    private Credentials prove(SignIn wish, Optional<Credentials> found) {
        String hash = found.filter(account -> !account.disabled())
                .map(Credentials::passwordHash)
                .orElse(null);
        boolean known = found.filter(Credentials::known).isPresent();
        if (!check.right(guess(wish, known), hash)) {
            notes.refused(wish, found);
            throw failed();
        }
        return found.orElseThrow();
    }

    /**
     * An installation that the account is signed in on already is counted by itself: so nobody can lock people out of
     * the devices they use by guessing elsewhere, and neither can a bad neighbour behind the same address.
     */
    private static PasswordCheck.Guess guess(SignIn wish, boolean known) {
        String account = wish.organization().toLowerCase(Locale.ROOT)
                + '\n'
                + wish.username().toLowerCase(Locale.ROOT);
        return known
                ? new PasswordCheck.Guess(account + '\n' + wish.installation(), null, wish.password())
                : new PasswordCheck.Guess(account, wish.address(), wish.password());
    }

    /** The one answer to every wrong try. */
    static Unauthenticated failed() {
        return new Unauthenticated("auth.failed", "Username or password is wrong.");
    }
}
