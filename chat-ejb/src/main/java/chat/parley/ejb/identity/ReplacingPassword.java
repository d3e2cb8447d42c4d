package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Instant;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Missing;
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
    Clock clock;

    /**
     * Replaces the password and revokes all devices but, if given, this one.
     *
     * @throws Missing if there is no such account
     */
    public void replace(AccountId id, PasswordHash password, @Nullable DeviceId except) {
        Instant now = clock.instant();
        accounts.find(id)
                .orElseThrow(() -> new Missing("account.missing", "There is no such account."))
                .acceptPassword(password.encoded());
        accounts.flush();
        devices.revokeAll(id, except, now).forEach(revocations::announce);
    }
}
