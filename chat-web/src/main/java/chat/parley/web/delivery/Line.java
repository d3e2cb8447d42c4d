package chat.parley.web.delivery;

import chat.parley.web.wire.CloseCode;

/** What a connection's frames go out by. Only one batch is under way at a time. */
interface Line {

    boolean isOpen();

    /** Has the connection drained soon, on whichever thread suits the line. */
    void wake(Connection connection);

    /** Sends a batch of frames, one a line; {@code sent} runs when the next may follow, and never if the line broke. */
    void send(String batch, Runnable sent);

    /** Ends the line and says why. */
    void close(CloseCode code);
}
