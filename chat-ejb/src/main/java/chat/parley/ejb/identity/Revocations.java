package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.ChatEvent.AccountDisabled;
import chat.parley.ejb.delivery.ChatEvent.DeviceRevoked;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;

/**
 * This node's picture of who may not act any more although their access token has not ended: devices that were revoked
 * and accounts that were disabled within the last 20 minutes, five more than a token lives. It is read from the
 * database each second, and what this node hears of in between is refused at once.
 */
@ApplicationScoped
public class Revocations {

    private static final Duration REMEMBERED = Tokens.LIFE.plusMinutes(5);

    /** How long hearsay holds; by then the database has been read again. */
    private static final Duration HEARSAY = Duration.ofSeconds(5);

    @Inject
    Devices devices;

    @Inject
    Accounts accounts;

    @Inject
    LiveFeed live;

    @Inject
    Clock clock;

    private final Map<Object, Instant> heard = new HashMap<>();
    private Set<Object> read = Set.of();
    private volatile Set<Object> refused = Set.of();

    /** Whether this one may not act any more. */
    public boolean refuse(Actor actor) {
        Set<Object> now = refused;
        return !now.isEmpty() && (now.contains(actor.device()) || now.contains(actor.account()));
    }

    /** Refuses this device at once; the database is about to say so, or says so already. */
    public void heardOf(DeviceId device) {
        hear(device);
    }

    /** Refuses this account at once; the database is about to say so, or says so already. */
    public void heardOf(AccountId account) {
        hear(account);
    }

    /** Refuses this device at once, and tells all nodes when the running transaction has committed. */
    void announce(DeviceId device) {
        heardOf(device);
        live.publishOnCommit(new DeviceRevoked(device));
    }

    /** Refuses this account at once, and tells all nodes when the running transaction has committed. */
    public void announce(AccountId account) {
        heardOf(account);
        live.publishOnCommit(new AccountDisabled(account));
    }

    /** Asks the database. If that throws, what was known stays known. */
    void refresh() {
        Instant from = clock.instant().minus(REMEMBERED);
        Set<Object> fresh = new HashSet<>(devices.revokedSince(from));
        fresh.addAll(accounts.disabledSince(from));
        synchronized (heard) {
            Instant old = clock.instant().minus(HEARSAY);
            heard.values().removeIf(at -> at.isBefore(old));
            read = fresh;
            publish();
        }
    }

    private void hear(Object id) {
        synchronized (heard) {
            heard.put(id, clock.instant());
            publish();
        }
    }

    private void publish() {
        Set<Object> all = new HashSet<>(read);
        all.addAll(heard.keySet());
        refused = all;
    }
}
