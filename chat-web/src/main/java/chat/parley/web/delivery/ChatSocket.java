package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import chat.parley.ejb.message.TokenBucket;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.web.problem.Problems;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket ({@code docs/protocol.md}). What is here runs on the socket's I/O thread and so never blocks: it checks
 * sizes and rates, parses, and leaves the rest to {@link FrameHandler}.
 */
@ServerEndpoint(value = "/api/v1/socket", subprotocols = ChatSocket.SUBPROTOCOL)
public class ChatSocket {

    /** The protocol and its encoding, as the upgrade names them. */
    public static final String SUBPROTOCOL = "parley.v1.json";

    /** A frame's longest line, in characters. */
    static final int LONGEST_FRAME = 64 * 1024;

    /** A message's longest text, one or more frames. */
    static final int LONGEST_MESSAGE = 256 * 1024;

    private static final double FRAMES_AT_ONCE = 5_000;
    private static final double FRAMES_PER_SECOND = 1_000;
    private static final String CONNECTION = Connection.class.getName();

    @Inject
    Clock clock;

    @Inject
    Connections connections;

    @Inject
    CatchUp catchUp;

    @Inject
    FrameHandler handler;

    @Inject
    NodeThreads threads;

    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxIdleTimeout(0);
        Instant now = clock.instant();
        Connection connection =
                new Connection(new SocketLine(session), now, new TokenBucket(FRAMES_AT_ONCE, FRAMES_PER_SECOND, now));
        session.getUserProperties().put(CONNECTION, connection);
        connections.open(connection);
    }

    @OnMessage
    public void read(String message, Session session) {
        Connection connection = connection(session);
        if (connection == null) {
            return;
        }
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
                read(connection, message.substring(start, end));
            }
            start = end + 1;
        }
    }

    @OnClose
    public void close(Session session) {
        Connection connection = connection(session);
        if (connection != null) {
            connections.close(connection);
            catchUp.end(connection);
        }
    }

    @OnError
    public void fail(Session session, Throwable failure) {
        ChatLog.LOG.debugf(failure, "a socket failed");
    }

    private void read(Connection connection, String line) {
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

    private static @Nullable Connection connection(Session session) {
        return (Connection) session.getUserProperties().get(CONNECTION);
    }
}
