package chat.parley.ejb.time;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** The one place that asks the machine for the time: UTC, in microseconds, as PostgreSQL keeps it. */
@ApplicationScoped
public class WallClock {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** The clock that everything else is given. */
    @Produces
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
