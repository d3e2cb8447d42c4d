package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.web.wire.CloseCode;

/**
 * How connections of polls have ended, for clients that were between two requests then: the next one says why, for a
 * minute. Bounded; whoever is forgotten is told that there is no such connection, and loses nothing but the reason.
 */
@ApplicationScoped
public class PollEndings {

    static final Duration KEPT = Duration.ofMinutes(1);

    static final int MOST = 10_000;

    private record Ending(CloseCode code, Instant at) {}

    @Inject
    Clock clock;

    /** In the order in which they ended. */
    private final Map<String, Ending> endings = new LinkedHashMap<>();

    /** The connection of this id has ended. */
    synchronized void note(String id, CloseCode code) {
        endings.put(id, new Ending(code, clock.instant()));
        forget();
    }

    /** How the connection of this id has ended, if it did just now. */
    synchronized Optional<CloseCode> of(String id) {
        forget();
        return Optional.ofNullable(endings.get(id)).map(Ending::code);
    }

    private void forget() {
        Instant since = clock.instant().minus(KEPT);
        Iterator<Ending> oldest = endings.values().iterator();
        while (oldest.hasNext() && (oldest.next().at().isBefore(since) || endings.size() > MOST)) {
            oldest.remove();
        }
    }
}
