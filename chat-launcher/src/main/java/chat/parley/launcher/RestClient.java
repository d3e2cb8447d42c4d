package chat.parley.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server's REST interface. A refusal is a {@link LaunchException} with what the server said and the stable code of
 * its problem ({@code docs/protocol.md}); so is a server that does not answer.
 */
public final class RestClient {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration BULK_PATIENCE = Duration.ofMinutes(15);
    static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Supplier<URI> server;

    /** Calls the server at this address, which is asked for at each call. */
    public RestClient(Supplier<URI> server) {
        this.server = server;
    }

    /**
     * A call.
     *
     * @param path with its query, below {@code /api/v1/}
     * @param token whose, none where nobody need be signed in
     * @param body what becomes JSON
     */
    public record Request(
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body) {}

    private record Answer<T>(@Nullable T content, String refusal) {}

    /** What the server answers; some calls take minutes. */
    public <T> T send(Request request, HttpResponse.BodyHandler<T> handler) {
        return send(request, BULK_PATIENCE, handler);
    }

    <T> T send(Request request, Duration patience, HttpResponse.BodyHandler<T> handler) {
        URI uri = server.get().resolve("/api/v1/" + request.path());
        try {
            HttpRequest.Builder call = HttpRequest.newBuilder(uri)
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .method(request.method(), publisher(request.body()));
            if (request.token() != null) {
                call.header("Authorization", "Bearer " + request.token());
            }
            HttpResponse<Answer<T>> response = http.send(
                    call.build(),
                    info -> isSuccess(info.statusCode())
                            ? BodySubscribers.mapping(handler.apply(info), content -> new Answer<>(content, ""))
                            : BodySubscribers.mapping(
                                    BodySubscribers.ofString(StandardCharsets.UTF_8),
                                    text -> new Answer<>(null, text)));
            T content = response.body().content();
            if (content == null) {
                throw new LaunchException(
                        ExitCode.REFUSED,
                        reason(response.statusCode(), response.body().refusal()));
            }
            return content;
        } catch (IOException e) {
            throw new LaunchException(ExitCode.NOT_RUNNING, uri.getAuthority() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.UNEXPECTED, "Interrupted", e);
        }
    }

    private static HttpRequest.BodyPublisher publisher(@Nullable Object body) throws JsonProcessingException {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private static String reason(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String said = problem.path("detail").asText(problem.path("title").asText());
            String code = problem.path("code").asText();
            if (!said.isEmpty()) {
                return code.isEmpty() ? said : said + " (" + code + ")";
            }
        } catch (JsonProcessingException e) {
            // Something between us and the server speaks, not the server
        }
        return "The server refused with status " + status;
    }
}
