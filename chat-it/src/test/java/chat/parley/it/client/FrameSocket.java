package chat.parley.it.client;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A WebSocket to a node. */
public final class FrameSocket implements FrameLine, WebSocket.Listener {

    private static final int ABNORMAL = 1006;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final Consumer<JsonNode> reader;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
    private final Thread writer = Thread.ofVirtual().unstarted(this::write);
    private volatile boolean paused;
    private WebSocket socket;

    @SuppressWarnings("NullAway.Init")
    private FrameSocket(Consumer<JsonNode> reader) {
        this.reader = reader;
    }

    /** How a connection is to be opened. What remembers cookies is the client's, and outlives its connections. */
    public record Upgrade(URI node, List<String> headers, CookieManager cookies) {

        /** With these headers, and no cookies yet. */
        public Upgrade(URI node, List<String> headers) {
            this(node, headers, new CookieManager());
        }

        /** To a node, as programs do: without an origin. */
        public Upgrade(URI node) {
            this(node, List.of());
        }
    }

    /**
     * Opens a socket.
     *
     * @param reader is given each frame, in order, by one thread at a time
     * @throws IOException if nobody answers, or the upgrade is refused
     */
    public static FrameSocket open(Upgrade upgrade, Consumer<JsonNode> reader) throws IOException {
        FrameSocket lines = new FrameSocket(reader);
        WebSocket.Builder builder =
                HTTP.newWebSocketBuilder().connectTimeout(CONNECT).subprotocols("parley.v1.json");
        for (int i = 0; i < upgrade.headers().size(); i += 2) {
            builder.header(upgrade.headers().get(i), upgrade.headers().get(i + 1));
        }
        URI node = upgrade.node();
        URI uri = URI.create("ws://" + node.getAuthority() + "/api/v1/socket");
        try {
            lines.socket = builder.buildAsync(uri, lines).get(CONNECT.toMillis() * 2, TimeUnit.MILLISECONDS);
            lines.writer.start();
            return lines;
        } catch (ExecutionException | TimeoutException e) {
            String why = e.getCause() instanceof WebSocketHandshakeException refused
                    ? "status " + refused.getResponse().statusCode()
                    : String.valueOf(e.getCause());
            throw new IOException("no socket to " + node + ": " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The subprotocol the server chose. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public void say(String frames) {
        outgoing.add(frames);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void goOn() {
        paused = false;
        socket.request(1);
    }

    @Override
    public void close() {
        outgoing.add("");
    }

    private void write() {
        try {
            for (String next = outgoing.take(); !next.isEmpty(); next = outgoing.take()) {
                socket.sendText(next, true).get();
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
        } catch (ExecutionException e) {
            end(new Closed(ABNORMAL, String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void abort() {
        socket.abort();
        end(new Closed(ABNORMAL, "cut"));
    }

    @Override
    public CompletableFuture<Closed> closed() {
        return closed;
    }

    private void end(Closed how) {
        closed.complete(how);
        writer.interrupt();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String message = text.toString();
            text.setLength(0);
            message.lines().map(Json::read).forEach(reader);
        }
        if (!paused) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(new Closed(ABNORMAL, String.valueOf(failure)));
    }
}
