package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Credentials;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;
import chat.parley.jpa.identity.IssuedRefreshToken;
import chat.parley.jpa.identity.RefreshTokens;

/** The transactions of signing in and staying signed in. Ask {@link SigningIn} and {@link Renewing}. */
@Stateless
public class DeviceSessions {

    /** How long a device may stay away and still be signed in. */
    static final Duration IDLE = Duration.ofDays(30);

    /** Used tokens are remembered so long, to notice that somebody has a copy. */
    static final Duration REUSE_NOTICED = Duration.ofDays(7);

    @Inject
    Accounts accounts;

    @Inject
    Devices devices;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    Revocations revocations;

    @Inject
    SignInNotes notes;

    @Inject
    Clock clock;

    /**
     * Signs an account in on a device; what that installation had before means nothing any more.
     *
     * @throws Unauthenticated if the password was changed, or the account disabled, since it was looked at
     */
    public Renewal.Granted begin(Credentials proved, String installation, String deviceName) {
        AccountProfile account = proved.profile();
        String hash = proved.passwordHash();
        if (hash == null || !accounts.accepts(account.id(), hash)) {
            throw SigningIn.failed();
        }
        Instant now = clock.instant();
        DeviceId device = devices.signedIn(account.id(), installation, deviceName, now);
        RefreshToken first = RefreshToken.random();
        refreshTokens.begin(device, first.hash(), now, now.plus(IDLE));
        notes.signedIn(account, device);
        return new Renewal.Granted(account, device, first);
    }

    /** Exchanges a refresh token for the next one, or finds that it must not be. */
    public Renewal exchange(RefreshToken shown) {
        return refreshTokens
                .lock(shown.hash())
                .map(issued -> exchange(shown, issued))
                .orElseGet(() -> new Renewal.Refused(
                        new Unauthenticated("auth.failed", "The refresh token is not valid. Sign in again.")));
    }

    private Renewal exchange(RefreshToken shown, IssuedRefreshToken issued) {
        Instant now = clock.instant();
        return switch (Rotation.of(issued, now)) {
            case NEXT -> next(shown, issued, now);
            case SAME_AGAIN -> sameAgain(shown, issued);
            case REUSED -> reused(issued, now);
            case EXPIRED ->
                new Renewal.Refused(
                        new Unauthenticated("auth.expired", "This device was away for too long. Sign in again."));
            case REFUSED -> revoked();
        };
    }

    private Renewal next(RefreshToken shown, IssuedRefreshToken issued, Instant now) {
        byte[] salt = RefreshToken.salt();
        RefreshToken next = shown.successor(salt);
        refreshTokens.rotate(issued.device(), shown.hash(), salt, next.hash(), now, now.plus(IDLE));
        refreshTokens.forgetUsedBefore(issued.device(), now.minus(REUSE_NOTICED));
        devices.seen(issued.device(), now);
        return new Renewal.Granted(issued.account(), issued.device(), next);
    }

    private static Renewal sameAgain(RefreshToken shown, IssuedRefreshToken issued) {
        byte[] salt = issued.successorSalt();
        return salt == null ? revoked() : new Renewal.Granted(issued.account(), issued.device(), shown.successor(salt));
    }

    private Renewal reused(IssuedRefreshToken issued, Instant now) {
        devices.find(issued.device()).ifPresent(device -> device.revoke(now));
        revocations.announce(issued.device());
        ChatLog.LOG.refreshTokenReused(issued.device(), issued.account().id());
        return revoked();
    }

    private static Renewal revoked() {
        return new Renewal.Refused(new Unauthenticated("auth.revoked", "This device was signed out. Sign in again."));
    }
}
