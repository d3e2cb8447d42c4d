package chat.parley.bench.tiering;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** What the trial asks of the node, as anybody may. */
final class TieringRest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI node;

    TieringRest(URI node) {
        this.node = node;
    }

    /** Fifty messages before a number. */
    void page(String token, long conversation, long before) {
        send(token, "GET", "conversations/%d/messages?limit=50&before=%d".formatted(conversation, before), null);
    }

    void post(String token, long conversation, UUID id, String text) {
        send(token, "POST", "conversations/" + conversation + "/messages", Map.of("id", id.toString(), "body", text));
    }

    void archive(String token, Map<String, Integer> rule) {
        send(token, "PUT", "admin/archive", rule);
    }

    private void send(String token, String method, String path, @Nullable Object body) {
        try {
            HttpRequest.BodyPublisher content =
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(node.resolve("/api/v1/" + path))
                            .method(method, content)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        path + " was answered with " + answer.statusCode() + " " + answer.body());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalStateException(path + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
