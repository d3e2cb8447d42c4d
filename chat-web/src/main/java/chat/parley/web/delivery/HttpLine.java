package chat.parley.web.delivery;

import java.time.Instant;

/**
 * A line made of requests, for where proxies break sockets: what the client says comes by requests of its own, which
 * name the connection. Nobody tells us when such a client leaves, so the line looks for itself.
 */
sealed interface HttpLine extends Line permits EventLine, PollLine {

    /** Once a second: does what the line needs to stay open, or ends it when nobody is there. */
    void beat(Instant now);

    /** What is to happen once when it is over, however it ends. Said before anything else. */
    void whenOver(Runnable work);
}
