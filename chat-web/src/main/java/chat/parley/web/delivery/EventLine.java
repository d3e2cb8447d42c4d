package chat.parley.web.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.web.wire.CloseCode;

/** A stream of server-sent events: a batch is an event, a frame one of its lines of data. */
final class EventLine implements HttpLine {

    /** So often something is written, if only a comment: for proxies that end what is quiet, and to notice who left. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final String COMMENT = ":\n\n";

    private final AtomicReference<Runnable> whenOver = new AtomicReference<>(EventLine::nothing);
    private final ResponseStream stream;
    private volatile boolean open = true;
    private volatile boolean sending;
    private volatile Instant spoken;

    /** Makes the running request's response the stream. */
    EventLine(HttpServletRequest request, HttpServletResponse response, Instant now) throws IOException {
        this.spoken = now;
        this.stream = new ResponseStream(request, response, this::over);
    }

    /** Tells the client under which name it speaks. */
    void greet(String connection) {
        stream.write("event: connection\n" + data(connection), EventLine::nothing);
    }

    /** An event of frames, one a line, as it is written. */
    static String data(String lines) {
        return "data: " + lines.replace("\n", "\ndata: ") + "\n\n";
    }

    /** The event that says why the stream ends. */
    static String farewell(CloseCode code) {
        return "event: close\n" + data("{\"code\":%d,\"reason\":\"%s\"}".formatted(code.code(), code.reason()));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void wake(Connection connection) {
        stream.loop().add(connection);
    }

    @Override
    public void send(String batch, Runnable sent) {
        sending = true;
        stream.write(data(batch), () -> {
            sending = false;
            sent.run();
        });
    }

    @Override
    public void beat(Instant now) {
        if (!sending && now.isAfter(spoken.plus(QUIET))) {
            spoken = now;
            stream.write(COMMENT, EventLine::nothing);
        }
    }

    @Override
    public void close(CloseCode code) {
        if (open) {
            stream.end(farewell(code));
            over();
        }
    }

    @Override
    public void whenOver(Runnable work) {
        whenOver.set(work);
    }

    private void over() {
        open = false;
        whenOver.getAndSet(EventLine::nothing).run();
    }

    private static void nothing() {}
}
