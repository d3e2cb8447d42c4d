package chat.parley.ejb.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Places that no node answers for any more: they are given up after the grace, if nobody has come back to them. */
final class Orphans {

    private final Duration grace;
    private final Map<Whereabouts, Instant> since = new HashMap<>();

    /** Gives places up after this time. */
    Orphans(Duration grace) {
        this.grace = grace;
    }

    /** These are the orphans now; the answer is those to give up, and since when they are. */
    Map<Whereabouts, Instant> due(Set<Whereabouts> orphans, Instant now) {
        since.keySet().retainAll(orphans);
        orphans.forEach(orphan -> since.putIfAbsent(orphan, now));
        Map<Whereabouts, Instant> due = new HashMap<>();
        since.forEach((orphan, from) -> {
            if (!now.isBefore(from.plus(grace))) {
                due.put(orphan, from);
            }
        });
        return due;
    }
}
