package chat.parley.it.architecture.broken.ejb.message;

import java.time.Instant;

/** Asks the machine for the time. */
class ClockBreaker {
    Instant now() {
        return Instant.now();
    }
}
