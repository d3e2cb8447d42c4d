package chat.parley.ejb.identity;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Device;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;

/** Signs a person out on one of their devices, this one or another. Its connections close within a second. */
@Stateless
public class SigningOut {

    @Inject
    Devices devices;

    @Inject
    Revocations revocations;

    @Inject
    Clock clock;

    /**
     * Revokes a device.
     *
     * @throws Missing if it is not a device that this person is signed in on
     */
    public void signOut(Actor actor, DeviceId id) {
        signOut(actor.account(), id);
    }

    /**
     * Revokes a device of somebody; whoever asks has seen to it that they may.
     *
     * @throws Missing if it is not a device that this account is signed in on
     */
    public void signOut(AccountId account, DeviceId id) {
        Device device = devices.find(id)
                .filter(found -> found.account().equals(account) && !found.revoked())
                .orElseThrow(() -> new Missing("device.missing", "The account is not signed in on such a device."));
        device.revoke(clock.instant());
        revocations.announce(id);
    }

    /** Revokes all devices of somebody, and says how many those were; whoever asks has seen to it that they may. */
    public int signOutEverywhere(AccountId account) {
        List<DeviceId> revoked = devices.revokeAll(account, null, clock.instant());
        revoked.forEach(revocations::announce);
        return revoked.size();
    }
}
