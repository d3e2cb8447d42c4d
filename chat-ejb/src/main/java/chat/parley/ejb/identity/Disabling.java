package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;

/** Makes an account do nothing any more, until it is enabled again: its connections close within a second. */
@Stateless
public class Disabling {

    @Inject
    Accounts accounts;

    @Inject
    Revocations revocations;

    @Inject
    AccountNotes notes;

    @Inject
    Clock clock;

    /**
     * Disables an account; nothing happens if it is.
     *
     * @throws Missing if there is none of this username
     */
    public void disable(String organization, String username) {
        Account account = accounts.lock(organization, username)
                .orElseThrow(() -> new Missing("account.missing", "There is no account of this username."));
        disable(account);
        notes.operator(AuditDeed.ACCOUNT_DISABLED, account.profile());
    }

    /**
     * Disables an account; nothing happens if it is.
     *
     * @throws Missing if there is none of this number
     */
    public void disable(AccountId id) {
        disable(find(id));
    }

    /**
     * Lets it be signed in to again; what was revoked meanwhile stays revoked.
     *
     * @throws Conflict if it is restricted or erased
     * @throws Missing if there is none of this number
     */
    public void enable(AccountId id) {
        Account account = find(id);
        if (account.rests()) {
            throw new Conflict("account.rests", "The account is restricted or erased, which is more than disabled.");
        }
        account.enable();
        ChatLog.LOG.accountEnabled(id);
    }

    private void disable(Account account) {
        account.disable(clock.instant());
        revocations.announce(account.id());
        ChatLog.LOG.accountDisabled(account.id());
    }

    private Account find(AccountId id) {
        return accounts.lock(id).orElseThrow(() -> new Missing("account.missing", "There is no such account."));
    }
}
