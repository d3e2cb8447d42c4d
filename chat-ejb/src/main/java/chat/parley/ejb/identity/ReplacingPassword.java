package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Instant;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;
import org.jspecify.annotations.Nullable;

/** Gives an account another password, and signs it out wherever the old one let it in. */
@Stateless
public class ReplacingPassword {

    @Inject
    Accounts accounts;

    @Inject
    Devices devices;

    @Inject
    Revocations revocations;

    @Inject
    AccountNotes notes;

    @Inject
    Clock clock;

    /**
     * Replaces the password and revokes all devices but, if given, this one.
     *
     * @throws Conflict if whose it was is forgotten
     * @throws Missing if there is no such account
     */
    public void replace(AccountId id, PasswordHash password, @Nullable DeviceId except) {
        Account account =
                accounts.lock(id).orElseThrow(() -> new Missing("account.missing", "There is no such account."));
        replace(account, password, except);
    }

    /** Somebody replaces their own password, and revokes all their devices but this one. */
    public void replaceOwn(Actor actor, PasswordHash password) {
        replace(actor.account(), password, actor.device());
        notes.oneself(actor, AuditDeed.PASSWORD_CHANGED);
    }

    /**
     * Replaces the password for the operator and revokes all devices.
     *
     * @throws Missing if there is no such account
     */
    public void replace(String organization, String username, PasswordHash password) {
        Account account = accounts.lock(organization, username)
                .orElseThrow(() -> new Missing("account.missing", "There is no account of this username."));
        replace(account, password, null);
        ChatLog.LOG.passwordReset(account.id());
        notes.operator(AuditDeed.PASSWORD_RESET, account.profile());
    }

    private void replace(Account account, PasswordHash password, @Nullable DeviceId except) {
        if (account.erased()) {
            throw new Conflict("account.erased", "Whose this account was is forgotten.");
        }
        Instant now = clock.instant();
        account.acceptPassword(password.encoded());
        accounts.flush();
        devices.revokeAll(account.id(), except, now).forEach(revocations::announce);
    }
}
