package chat.parley.it.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/** A connection made of requests: what is said goes by {@code POST /frames}, one request after the other. */
abstract class RequestLine implements FrameLine {

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private static final int ABNORMAL = 1006;

    private final FrameSocket.Upgrade to;
    private final Consumer<JsonNode> reader;
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final CompletableFuture<String> connection = new CompletableFuture<>();
    private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
    private final Semaphore reading = new Semaphore(1);
    private final Thread writer = Thread.ofVirtual().unstarted(this::write);
    private final Thread listener = Thread.ofVirtual().unstarted(this::listen);

    RequestLine(FrameSocket.Upgrade to, Consumer<JsonNode> reader) {
        this.to = to;
        this.reader = reader;
    }

    /** Reads what the server says until the connection ends, and says how it did. */
    abstract Closed hear() throws IOException, InterruptedException;

    /** Waits until what the server says about what is to be said next will be heard. */
    void awaitListening() {}

    void listenFromNowOn() {
        listener.start();
    }

    /** From now on what is said goes out under this name. */
    void speakAs(String id) {
        if (connection.complete(id)) {
            writer.start();
        }
    }

    String connection() {
        return connection.getNow("");
    }

    HttpRequest.Builder request(String path) throws IOException {
        URI address = to.node().resolve("/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        to.cookies()
                .get(address, Map.of())
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        for (int i = 0; i < to.headers().size(); i += 2) {
            request.header(to.headers().get(i), to.headers().get(i + 1));
        }
        if (connection.isDone()) {
            request.header("Parley-Connection", connection());
        }
        return request;
    }

    /** Keeps the cookies of an answer, as browsers do. */
    void keepCookies(HttpResponse<?> answer) throws IOException {
        to.cookies().put(answer.uri(), answer.headers().map());
    }

    /** Gives frames to the reader, unless it is not to read just now: then this waits. */
    void read(String frames) throws InterruptedException {
        reading.acquire();
        reading.release();
        frames.lines().map(Json::read).forEach(reader);
    }

    String nextToSay() throws InterruptedException {
        return outgoing.take();
    }

    private void listen() {
        try {
            end(hear());
        } catch (IOException e) {
            end(new Closed(ABNORMAL, String.valueOf(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (true) {
                String frames = nextToSay();
                awaitListening();
                HttpRequest post = request("/frames")
                        .POST(HttpRequest.BodyPublishers.ofString(frames))
                        .build();
                int status =
                        HTTP.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status != 202) {
                    throw new IOException("status " + status);
                }
            }
        } catch (IOException e) {
            // The reason is told to whoever listens, perhaps a moment later
            closed.completeOnTimeout(new Closed(ABNORMAL, String.valueOf(e)), 2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void say(String frames) {
        outgoing.add(frames);
    }

    @Override
    public void pause() {
        reading.acquireUninterruptibly();
    }

    @Override
    public void goOn() {
        reading.release();
    }

    @Override
    public void close() {
        abort();
    }

    @Override
    public void abort() {
        end(new Closed(ABNORMAL, "cut"));
    }

    private void end(Closed how) {
        closed.complete(how);
        writer.interrupt();
        listener.interrupt();
    }

    @Override
    public CompletableFuture<Closed> closed() {
        return closed;
    }
}
