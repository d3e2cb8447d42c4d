package chat.parley.web.delivery;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

import chat.parley.ejb.problem.ChatLog;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket ({@code docs/protocol.md}). What is here runs on the socket's I/O thread and so never blocks.
 */
@ServerEndpoint(value = "/api/v1/socket", subprotocols = ChatSocket.SUBPROTOCOL)
public class ChatSocket {

    /** The protocol and its encoding, as the upgrade names them. */
    public static final String SUBPROTOCOL = "parley.v1.json";

    private static final String CONNECTION = Connection.class.getName();

    @Inject
    Reception reception;

    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(Reception.LONGEST_MESSAGE);
        session.setMaxIdleTimeout(0);
        session.getUserProperties().put(CONNECTION, reception.open(new SocketLine(session)));
    }

    @OnMessage
    public void read(String message, Session session) {
        Connection connection = connection(session);
        if (connection != null) {
            reception.read(connection, message);
        }
    }

    @OnClose
    public void close(Session session) {
        Connection connection = connection(session);
        if (connection != null) {
            reception.end(connection);
        }
    }

    @OnError
    public void fail(Session session, Throwable failure) {
        ChatLog.LOG.debugf(failure, "a socket failed");
    }

    private static @Nullable Connection connection(Session session) {
        return (Connection) session.getUserProperties().get(CONNECTION);
    }
}
