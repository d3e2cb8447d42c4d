package chat.parley.ejb.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.presence.PresenceDesk;
import chat.parley.jpa.admin.MetricSamples;

/** Measures how the organizations do, once a minute on one node of all, and thins out what is old. */
@Stateless
public class Measuring {

    /** So long each minute is kept, then each hour. */
    static final Duration EACH_MINUTE = Duration.ofDays(8);

    /** So long anything is kept. */
    static final Duration ANYTHING = Duration.ofDays(400);

    @Inject
    MetricSamples samples;

    @Inject
    PresenceDesk presence;

    @Inject
    Clock clock;

    /** Measures this minute, unless somebody has. */
    public void measure() {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (samples.claim(minute)) {
            samples.measure(minute, presence.here().orElse(null));
        }
    }

    /** Thins out what is old; each node does it, and finds nothing after the first. */
    @Schedule(hour = "3", minute = "20", persistent = false)
    public void thin() {
        Instant now = clock.instant();
        samples.forgetBefore(now.minus(ANYTHING));
        samples.thin(now.minus(EACH_MINUTE).truncatedTo(ChronoUnit.HOURS), Duration.ofHours(1));
    }
}
