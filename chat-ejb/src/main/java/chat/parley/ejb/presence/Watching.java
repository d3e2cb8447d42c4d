package chat.parley.ejb.presence;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Blocking;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Directory;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.presence.AccountPresences;
import chat.parley.jpa.presence.Sighting;

/** Seeing who is here. Whom one may find in the directory one may watch, and nobody else: {@link #visible} is the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Watching {

    @Inject
    PresenceDesk desk;

    @Inject
    Directory directory;

    @Inject
    AccountPresences presences;

    @Inject
    Blocking blocking;

    @Inject
    Clock clock;

    /** Those of these accounts that one may watch. */
    public Set<AccountId> visible(Actor actor, Collection<AccountId> accounts) {
        return directory.visible(actor, accounts);
    }

    /**
     * Those of these accounts that have blocked the actor, or from whom an information barrier parts the actor: they are shown
     * as if they were not here.
     */
    public Set<AccountId> hiddenFrom(Actor actor, Collection<AccountId> accounts) {
        Set<AccountId> hidden = new HashSet<>(blocking.hiddenFrom(actor, accounts));
        hidden.addAll(directory.parted(actor, accounts));
        return hidden;
    }

    /** How these look to others. One statement, whatever their number; without a database some of it is missing. */
    public Map<AccountId, ShownPresence> look(Collection<AccountId> accounts) {
        Map<AccountId, ShownPresence> seen = new HashMap<>();
        List<AccountId> absent = new ArrayList<>();
        for (AccountId account : accounts) {
            ShownPresence presence = desk.board().toOthers(account);
            seen.put(account, presence);
            if (presence.status() == ShownStatus.OFFLINE) {
                absent.add(account);
            }
        }
        Map<AccountId, Sighting> sighted = sighted(absent);
        absent.forEach(account -> seen.put(account, absent(sighted.getOrDefault(account, Sighting.NONE))));
        return seen;
    }

    /** Those of these who are here, as others see it; all of them while the nodes cannot tell. */
    public List<AccountId> here(Collection<AccountId> accounts) {
        return accounts.stream()
                .filter(account -> desk.board().toOthers(account).status() != ShownStatus.OFFLINE)
                .toList();
    }

    /** How one looks to oneself: the same, without the disguise. */
    public ShownPresence self(AccountId account) {
        return desk.board().toSelf(account);
    }

    /** With which of one's devices one is connected at present, anywhere, and whether anything is done there. */
    public Map<DeviceId, Activity> devices(Actor actor) {
        return desk.board().devices(actor.account());
    }

    private ShownPresence absent(Sighting sighting) {
        return ShownPresence.of(ShownStatus.OFFLINE, sighting.choice().at(clock.instant()))
                .lastSeen(sighting.lastSeen());
    }

    private Map<AccountId, Sighting> sighted(List<AccountId> absent) {
        if (absent.isEmpty()) {
            return Map.of();
        }
        try {
            return presences.of(absent);
        } catch (DatabaseException e) {
            ChatLog.LOG.debug("when people were last here could not be read", e);
            return Map.of();
        }
    }
}
