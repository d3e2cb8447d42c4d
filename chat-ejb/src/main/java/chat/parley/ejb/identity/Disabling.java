package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.Accounts;

/** Makes an account do nothing any more: its connections close within a second, and nobody signs in to it again. */
@Stateless
public class Disabling {

    @Inject
    Accounts accounts;

    @Inject
    Revocations revocations;

    @Inject
    Clock clock;

    /**
     * Disables an account; nothing happens if it is.
     *
     * @throws Missing if there is none of this username
     */
    public void disable(String organization, String username) {
        Account account = accounts.named(organization, username)
                .orElseThrow(() -> new Missing("account.missing", "There is no account of this username."));
        account.disable(clock.instant());
        revocations.announce(account.id());
        ChatLog.LOG.accountDisabled(account.id());
    }
}
