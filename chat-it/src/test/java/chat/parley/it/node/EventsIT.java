package chat.parley.it.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import chat.parley.it.client.Rest;
import chat.parley.it.client.Transport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The promises of all transports, by server-sent events; and what these say besides. */
@NodeTest
class EventsIT extends TransportPromises {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    EventsIT() {
        super(Transport.EVENTS);
    }

    @Test
    void the_stream_begins_with_the_name_of_the_connection_and_that_of_its_node() throws Exception {
        HttpResponse<InputStream> response = HTTP.send(
                HttpRequest.newBuilder(RealServer.url().resolve("/api/v1/events"))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store, no-transform");
        assertThat(response.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .contains("parley-node=it", "HttpOnly")
                        .containsIgnoringCase("path=/api/v1")
                        .containsIgnoringCase("samesite=strict"));
        try (BufferedReader lines = reader(response.body())) {
            assertThat(lines.readLine()).isEqualTo("event: connection");
            assertThat(lines.readLine()).matches("data: [0-9a-f-]{36}");
            assertThat(lines.readLine()).isEmpty();
        }
    }

    @Test
    void frames_for_a_connection_that_this_node_does_not_know_are_refused() {
        Rest.Answer answer = Rest.at(RealServer.url()).post("/frames", "{\"type\":\"pong\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("connection.unknown");
    }

    private static BufferedReader reader(InputStream body) throws IOException {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
}
