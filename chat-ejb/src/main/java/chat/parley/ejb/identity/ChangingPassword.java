package chat.parley.ejb.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Credentials;

/** Lets a person change their own password, and signs them out everywhere else. */
@ApplicationScoped
public class ChangingPassword {

    @Inject
    Accounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    PasswordCheck check;

    @Inject
    ReplacingPassword replacing;

    /**
     * Changes it.
     *
     * @throws Rejected if {@code current} is wrong, or {@code next} may not be a password
     * @throws chat.parley.ejb.problem.ChatException.TooMany if there were too many failed tries
     */
    public void change(Actor actor, String current, String next) {
        Credentials credentials = accounts.credentials(actor.account())
                .orElseThrow(() -> new Unauthenticated("auth.revoked", "This account is no more."));
        String target = "account " + actor.account() + " on " + actor.device();
        if (!check.right(new PasswordCheck.Guess(target, null, current), credentials.passwordHash())) {
            throw new Rejected("password.wrong", "That is not your current password.");
        }
        replacing.replaceOwn(actor, passwords.hash(next));
    }
}
