package chat.parley.it.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is behind links, shown under messages. */
@NodeTest
class PreviewsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer pages;
    private HttpServer inside;
    private Login anna;
    private Login ben;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;
    private String link;

    @BeforeEach
    void two_people_in_a_room_and_a_page() throws IOException {
        pages = site(RealServer.PAGES_PORT, asked::add);
        inside = site(0, asked::add);
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        room = rooms.group(anna, ben);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
        link = "http://127.0.0.1:" + RealServer.PAGES_PORT + "/" + UUID.randomUUID();
    }

    @AfterEach
    void pages_gone() {
        pages.stop(0);
        inside.stop(0);
    }

    /** The same page under each of its paths; {@code asked} is told of the port and path each time. */
    static HttpServer site(int port, Consumer<String> asked) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        site.createContext("/", exchange -> {
            asked.accept(exchange.getLocalAddress().getPort()
                    + exchange.getRequestURI().getPath());
            byte[] page = "<title>The fair</title><meta name=description content='All dates'>"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
        return site;
    }

    @Test
    void is_told_as_a_change_of_the_message_once_it_is_known() {
        long seq = atAnnas.post(room, "look: " + link);

        JsonNode message = shown(atBens, seq);

        assertThat(message.path("previews"))
                .containsExactly(
                        Json.object("url", link, "title", "The fair", "description", "All dates", "site", "127.0.0.1"));
        assertThat(message.path("sender").asLong()).isEqualTo(anna.account());
        assertThat(message.has("edited")).isFalse();
        assertThat(atAnnas.newest(room, 1)).containsExactly(message);
    }

    @Test
    void whoever_was_away_is_told() {
        long before = atAnnas.post(room, "nothing");
        atBens.awaitPosition(room, before);
        atBens.disconnect();
        long seq = atAnnas.post(room, link);
        shown(atAnnas, seq);

        atBens.connected(RealServer.url());

        JsonNode told = atBens.hear("changes").path("conversations").path(0).path("messages");
        assertThat(told.path(0).path("previews")).hasSize(1);
    }

    @Test
    void a_page_is_asked_for_once_for_all_that_link_to_it_and_never_inside() {
        String secret = "http://127.0.0.1:" + inside.getAddress().getPort() + "/secret";
        long first = atAnnas.post(room, secret + " " + link);
        shown(atBens, first);
        long second = atBens.post(room, link);

        assertThat(shown(atBens, second).path("previews")).hasSize(1);
        assertThat(asked).hasSize(1);
        assertThat(atAnnas.newest(room, 2).getFirst().path("previews")).hasSize(1);
    }

    @Test
    void goes_with_the_words_and_the_writer_may_take_it_away() {
        long seq = atAnnas.post(room, link);
        long rev = shown(atBens, seq).path("rev").asLong();

        assertThat(rest(ben).delete(previews(seq)).code()).isEqualTo("conversation.role-too-low");
        assertThat(rest(anna).delete(previews(seq)).ok().path("rev").asLong()).isEqualTo(rev + 1);
        assertThat(rest(anna).delete(previews(seq)).ok().path("rev").asLong()).isEqualTo(rev + 1);
        assertThat(changed(atBens, rev + 1).has("previews")).isFalse();

        atAnnas.edit(room, seq, "better: " + link);
        shown(atBens, seq);
        atAnnas.edit(room, seq, "no link");
        assertThat(atAnnas.newest(room, 1).getFirst().has("previews")).isFalse();
    }

    @Test
    void a_conversation_can_do_without() {
        rest(anna)
                .patch("/conversations/" + room, Json.object("previews", false))
                .ok();
        long unwanted = atAnnas.post(room, link);
        long elsewhere = rooms.group(anna, ben);

        atAnnas.post(elsewhere, link);

        atBens.hear("changed", frame -> frame.path("conversation").asLong() == elsewhere);
        JsonNode message = atAnnas.newest(room, 1).getFirst();
        assertThat(message.path("seq").asLong()).isEqualTo(unwanted);
        assertThat(message.has("previews")).isFalse();
        assertThat(rest(ben).get("/conversations/" + room).ok().path("previews").asBoolean())
                .isFalse();
    }

    private JsonNode shown(ChatClient client, long seq) {
        return client.hear(
                        "changed",
                        frame -> frame.path("conversation").asLong() == room
                                && frame.path("seq").asLong() == seq
                                && frame.path("message").has("previews"))
                .path("message");
    }

    private static JsonNode changed(ChatClient client, long rev) {
        return client.hear("changed", frame -> frame.path("rev").asLong() == rev)
                .path("message");
    }

    private String previews(long seq) {
        return "/conversations/" + room + "/messages/" + seq + "/previews";
    }

    private static Rest rest(Login who) {
        return who.rest(RealServer.url());
    }
}
