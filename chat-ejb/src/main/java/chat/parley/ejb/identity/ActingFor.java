package chat.parley.ejb.identity;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;

/**
 * Lets the operator act as an account, for scripts and for the demo. The account's owner sees it: there is a device
 * called "Operator" among theirs, and they can sign it out.
 */
@Stateless
public class ActingFor {

    private static final String INSTALLATION = "operator";
    private static final String NAME = "Operator";

    @Inject
    Accounts accounts;

    @Inject
    Devices devices;

    @Inject
    Tokens tokens;

    @Inject
    AccountNotes notes;

    @Inject
    Clock clock;

    /**
     * A token that the operator can act with.
     *
     * @throws Missing if there is no account of this username
     * @throws Conflict if it is disabled
     */
    public AccessToken token(String organization, String username) {
        Account account = accounts.lock(organization, username)
                .orElseThrow(() -> new Missing("account.missing", "There is no account of this username."));
        if (account.disabled()) {
            throw new Conflict("account.disabled", "This account is disabled.");
        }
        DeviceId device = devices.signedIn(account.id(), INSTALLATION, NAME, clock.instant());
        ChatLog.LOG.operatorActsAs(account.id());
        notes.operator(AuditDeed.ACTED_FOR, account.profile());
        return tokens.issue(account.profile(), device);
    }
}
