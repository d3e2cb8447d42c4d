package chat.parley.it.node;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The promises of all transports, by long polling; and what becomes of requests whose answer was lost. */
@NodeTest
class PollingIT extends TransportPromises {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private long room;

    PollingIT() {
        super(Transport.POLLING);
    }

    @BeforeEach
    void somebody_in_a_room() {
        anna = People.somebody("anna");
        room = rooms.group(anna);
    }

    @Test
    void an_answer_that_was_lost_is_given_again_and_what_was_said_is_not_heard_twice() throws Exception {
        HttpResponse<String> hello = poll("", 0, hello());
        String connection = connection(hello);
        String once = "{\"type\":\"send\",\"ref\":7,\"conversation\":%d,\"id\":\"%s\",\"body\":\"once\"}"
                .formatted(room, UUID.randomUUID());
        long got = caughtUp(connection, hello);

        HttpResponse<String> lost = poll(connection, got, once);
        HttpResponse<String> again = poll(connection, got, once);

        assertThat(again.body()).isEqualTo(lost.body()).isNotEmpty();
        assertThat(number(again)).isEqualTo(number(lost)).isEqualTo(got + 1);
        ChatClient elsewhere = People.client(anna);
        elsewhere.post(room, "next");
        StringBuilder rest = new StringBuilder(again.body());
        for (long n = got + 1; !rest.toString().contains("\"next\""); n++) {
            rest.append('\n').append(poll(connection, n, "").body());
        }
        assertThat(rest.toString().lines().filter(line -> line.contains("\"ref\":7")))
                .hasSize(1);
        assertThat(rest.toString().lines().filter(line -> line.contains("\"once\"")))
                .hasSize(1);
    }

    @Test
    void a_request_that_is_made_again_while_it_is_held_takes_the_place_of_the_first() throws Exception {
        HttpResponse<String> hello = poll("", 0, hello());
        String connection = connection(hello);
        long got = caughtUp(connection, hello);
        CompletableFuture<HttpResponse<String>> first = polling(connection, got, "");
        CompletableFuture<HttpResponse<String>> second = polling(connection, got, "");

        People.client(anna).post(room, "hello");

        HttpResponse<String> one = Patience.await("answer", first);
        HttpResponse<String> other = Patience.await("answer", second);
        assertThat(new int[] {one.statusCode(), other.statusCode()}).containsExactlyInAnyOrder(200, 204);
    }

    @Test
    void whoever_has_lost_count_is_told_so() throws Exception {
        String connection = connection(poll("", 0, hello()));

        HttpResponse<String> answer = poll(connection, 9, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("request.malformed");
    }

    @Test
    void a_connection_that_this_node_does_not_know_is_refused() throws Exception {
        HttpResponse<String> answer = poll(UUID.randomUUID().toString(), 3, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(Json.read(answer.body()).path("code").asText()).isEqualTo("connection.unknown");
    }

    @Test
    void whoever_was_between_two_requests_when_the_connection_ended_is_told_why() throws Exception {
        HttpResponse<String> hello = poll("", 0, hello());
        String connection = connection(hello);
        long got = caughtUp(connection, hello);
        anna.rest(RealServer.url()).post("/auth/logout", null).ok();
        Patience.await("end of the connection", Patience.USUAL, () -> sayNothing(connection) == 404);

        HttpResponse<String> told = poll(connection, got, "");
        HttpResponse<String> again = poll(connection, got, "");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Parley-Close")).contains("4401 unauthenticated");
        assertThat(number(told)).isEqualTo(got + 1);
        assertThat(again.headers().firstValue("Parley-Close")).contains("4401 unauthenticated");
    }

    private String hello() {
        return Json.object("type", "hello", "token", anna.accessToken(), "device", "poller")
                .toString();
    }

    /** Polls until all is told; the number of the last answer. */
    private static long caughtUp(String connection, HttpResponse<String> first) throws Exception {
        HttpResponse<String> answer = first;
        while (!answer.body().contains("\"more\":false")) {
            answer = poll(connection, number(answer), "");
        }
        return number(answer);
    }

    private static HttpResponse<String> poll(String connection, long got, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(connection, got, body), HttpResponse.BodyHandlers.ofString());
    }

    private static int sayNothing(String connection) {
        HttpRequest request = HttpRequest.newBuilder(RealServer.url().resolve("/api/v1/frames"))
                .header("Parley-Connection", connection)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return Patience.await("answer", HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .statusCode();
    }

    private static CompletableFuture<HttpResponse<String>> polling(String connection, long got, String body) {
        return HTTP.sendAsync(request(connection, got, body), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String connection, long got, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(RealServer.url().resolve("/api/v1/poll"))
                .header("Parley-Got", Long.toString(got))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return (connection.isEmpty() ? request : request.header("Parley-Connection", connection)).build();
    }

    private static String connection(HttpResponse<String> answer) {
        return answer.headers().firstValue("Parley-Connection").orElseThrow();
    }

    private static long number(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Parley-Answer").orElseThrow();
    }
}
