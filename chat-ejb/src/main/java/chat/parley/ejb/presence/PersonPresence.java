package chat.parley.ejb.presence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import chat.parley.jpa.presence.StatusChoice;

/** What the nodes know of one account: where it is, and what it says of itself. The rules of how that looks are here. */
record PersonPresence(Map<String, DevicesHere> nodes, StatusChoice choice) {

    /** Of whom nobody knows anything. */
    static final PersonPresence NOBODY = new PersonPresence(Map.of(), StatusChoice.NONE);

    boolean isHere() {
        return !nodes.isEmpty();
    }

    PersonPresence at(String node, DevicesHere devices) {
        Map<String, DevicesHere> now = new HashMap<>(nodes);
        now.put(node, devices);
        return new PersonPresence(Map.copyOf(now), choice);
    }

    PersonPresence goneFrom(String node) {
        Map<String, DevicesHere> now = new HashMap<>(nodes);
        now.remove(node);
        return new PersonPresence(Map.copyOf(now), choice);
    }

    PersonPresence choosing(StatusChoice other) {
        return new PersonPresence(nodes, other);
    }

    /** How this one looks to others. */
    ShownStatus toOthers(Instant now) {
        ShownStatus own = toSelf(now);
        return own == ShownStatus.INVISIBLE ? ShownStatus.OFFLINE : own;
    }

    /** The same, without the disguise. */
    ShownStatus toSelf(Instant now) {
        if (!isHere()) {
            return ShownStatus.OFFLINE;
        }
        return switch (choice.at(now).status()) {
            case ONLINE -> active() ? ShownStatus.ONLINE : ShownStatus.AWAY;
            case AWAY -> ShownStatus.AWAY;
            case BUSY -> ShownStatus.BUSY;
            case INVISIBLE -> ShownStatus.INVISIBLE;
        };
    }

    private boolean active() {
        return nodes.values().stream().anyMatch(DevicesHere::active);
    }
}
