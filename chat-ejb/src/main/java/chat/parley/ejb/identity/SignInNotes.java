package chat.parley.ejb.identity;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Credentials;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Notes who has signed in, and who was refused, as far as it is an organization's business. Not what was typed in the place
 * of a username: now and then that is a password.
 */
@ApplicationScoped
public class SignInNotes {

    private static final String NOTHING_MORE = "{}";

    @Inject
    AuditEntries entries;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    /** Somebody is signed in, once the caller's transaction has committed. */
    void signedIn(AccountProfile account, DeviceId device) {
        note(account.organization(), account.id(), device, Outcome.DONE);
    }

    /** That was not the password; whether there is such an account makes no difference to how long this takes. */
    void refused(SignIn wish, Optional<Credentials> found) {
        AccountId account = found.map(credentials -> credentials.profile().id()).orElse(null);
        accounts.organization(wish.organization())
                .ifPresent(organization -> note(organization, account, null, Outcome.REFUSED));
    }

    private void note(OrganizationId organization, @Nullable AccountId by, @Nullable DeviceId device, Outcome outcome) {
        entries.append(new AuditNote(
                organization, clock.instant(), by, device, AuditDeed.SIGN_IN, null, outcome, NOTHING_MORE));
    }
}
