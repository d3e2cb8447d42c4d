package chat.parley.web.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.presence.PresenceDesk;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.rate.TokenBucket;
import chat.parley.web.problem.Problems;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * Where every transport brings its clients and what they say, so that all are treated alike. Nothing here blocks: it
 * checks sizes and rates, parses, and leaves the rest to {@link FrameHandler}.
 */
@ApplicationScoped
public class Reception {

    /** A frame's longest line, in characters. */
    static final int LONGEST_FRAME = 64 * 1024;

    /** The longest text that comes at once, one or more frames. */
    static final int LONGEST_MESSAGE = 256 * 1024;

    private static final double FRAMES_AT_ONCE = 5_000;
    private static final double FRAMES_PER_SECOND = 1_000;

    @Inject
    Clock clock;

    @Inject
    Connections connections;

    @Inject
    CatchUp catchUp;

    @Inject
    FrameHandler handler;

    @Inject
    Watches watches;

    @Inject
    PresenceDesk desk;

    @Inject
    NodeThreads threads;

    /** A client has come by this line. */
    Connection open(Line line) {
        Instant now = clock.instant();
        TokenBucket frames = new TokenBucket(FRAMES_AT_ONCE, FRAMES_PER_SECOND, now);
        return connections.open(line, now, frames);
    }

    /** The client that was told this id when it came by HTTP. */
    Connection find(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(connections::find)
                .filter(connection -> connection.line() instanceof HttpLine line && line.isOpen())
                .orElseThrow(() -> new Missing(
                        "connection.unknown", "This node has no such connection (any more). Open one, and say hello."));
    }

    /** It is there, whether it says something or not. */
    void hear(Connection connection) {
        connection.hear(clock.instant());
    }

    /** It said one or more frames, a line each. */
    void read(Connection connection, String message) {
        Instant now = clock.instant();
        connection.hear(now);
        if (message.length() > LONGEST_MESSAGE) {
            connection.close(CloseCode.TOO_BIG);
            return;
        }
        for (int start = 0; start < message.length(); ) {
            int end = message.indexOf('\n', start);
            end = end < 0 ? message.length() : end;
            if (end - start > LONGEST_FRAME) {
                connection.close(CloseCode.TOO_BIG);
                return;
            }
            if (!connection.mayHear(now)) {
                connection.close(CloseCode.TOO_MANY);
                return;
            }
            if (end > start) {
                readFrame(connection, message.substring(start, end));
            }
            start = end + 1;
        }
    }

    /** The same of the body of a request, of which one byte more than is allowed was read at the most. */
    void read(Connection connection, byte[] body) {
        if (body.length > LONGEST_MESSAGE) {
            connection.close(CloseCode.TOO_BIG);
        } else {
            read(connection, new String(body, StandardCharsets.UTF_8));
        }
    }

    /** Its line is gone. */
    void end(Connection connection) {
        connections.close(connection);
        catchUp.end(connection);
        watches.end(connection);
        Actor actor = connection.actor();
        if (actor != null) {
            desk.leave(actor, connection.id());
        }
    }

    private void readFrame(Connection connection, String line) {
        ClientFrame frame;
        try {
            frame = FrameCodec.read(line);
        } catch (Rejected e) {
            connection.say(new ServerFrame.Failed(null, Problems.of(e)));
            return;
        }
        if (connection.enqueue(frame)) {
            threads.start(() -> handler.answerAll(connection));
        }
    }
}
