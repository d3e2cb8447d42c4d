package chat.parley.web.delivery;

import java.io.IOException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.web.wire.CloseCode;

/** A WebSocket. */
final class SocketLine implements Line {

    private final Session session;
    private final IoLoop loop;

    SocketLine(Session session) {
        this.session = session;
        this.loop = IoLoop.of(session);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void wake(Connection connection) {
        loop.add(connection);
    }

    @Override
    public void send(String batch, Runnable sent) {
        session.getAsyncRemote().sendText(batch, result -> {
            if (result.isOK()) {
                sent.run();
            } else {
                ChatLog.LOG.debug("a socket went away", result.getException());
            }
        });
    }

    @Override
    public void close(CloseCode code) {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(code.code()), code.reason()));
        } catch (IOException e) {
            ChatLog.LOG.debug("a socket went away", e);
        }
    }
}
