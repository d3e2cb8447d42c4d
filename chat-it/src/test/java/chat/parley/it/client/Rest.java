package chat.parley.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

import chat.parley.it.contract.RestContract;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface of a node, spoken by somebody who may be signed in. Whatever comes back is held against {@code
 * docs/openapi.yaml}.
 */
public final class Rest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        /** The stable code of the problem, or of none an empty text. */
        public String code() {
            return body.path("code").asText();
        }

        /** The body, if the wish was met. */
        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new AssertionError("status " + status + ": " + body);
            }
            return body;
        }
    }

    private final URI node;
    private final @Nullable Supplier<String> token;

    private Rest(URI node, @Nullable Supplier<String> token) {
        this.node = node;
        this.token = token;
    }

    /** A node, spoken to by nobody in particular. */
    public static Rest at(URI node) {
        return new Rest(node, null);
    }

    /** The same node, spoken to by whoever bears this token. */
    public Rest as(Supplier<String> bearer) {
        return new Rest(node, bearer);
    }

    /** The address of the node. */
    public URI node() {
        return node;
    }

    /** Asks. */
    public Answer get(String path) {
        return call("GET", path, null);
    }

    /** Adds. */
    public Answer post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    /** Changes. */
    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    /** Sets. */
    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    /** Takes away. */
    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** Any method on any path below {@code /api/v1}. */
    public Answer call(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve("/api/v1" + path))
                .timeout(LIMIT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token.get());
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode read = Json.read(response.body());
            String wrong = RestContract.document().wrong(method, path, response.statusCode(), read);
            if (!wrong.isEmpty()) {
                throw new AssertionError("not as described: " + wrong);
            }
            return new Answer(response.statusCode(), read, response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
