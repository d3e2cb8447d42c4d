package chat.parley.it.client;

import java.util.concurrent.CompletableFuture;

/** A connection to a node that reads and writes lines of frames, and knows nothing of what they mean. */
public interface FrameLine {

    /** Writes one frame, or several, a line each. Does not wait. */
    void say(String frames);

    /** Reads nothing more until {@link #goOn}. */
    void pause();

    /** Reads again. */
    void goOn();

    /** Ends it politely, after what was said. */
    void close();

    /** Ends it at once, like a lost line. */
    void abort();

    /** How it ended, once it has. */
    CompletableFuture<Closed> closed();
}
