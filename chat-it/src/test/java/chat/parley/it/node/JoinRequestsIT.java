package chat.parley.it.node;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Asking to join a private channel, and who hears of it. */
@NodeTest
class JoinRequestsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login zoe;
    private long room;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        zoe = People.somebody("zoe");
        room = rooms.found(anna, "channel", "private", "all");
        as(anna).patch(at(""), Json.object("requests", true)).ok();
    }

    @Test
    void the_request_and_its_answer_are_told_to_those_they_concern() {
        ChatClient atAnnas = People.client(anna);
        ChatClient atZoes = People.client(zoe);

        assertThat(ask().ok().path("state").asText()).isEqualTo("open");

        atAnnas.hear(
                "conversation",
                frame -> frame.path("conversation").path("waiting").asLong() == 1);
        assertThat(as(anna).get(at("/requests"))
                        .ok()
                        .path("requests")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("May I?");
        as(anna).put(at("/requests/" + zoe.account()), Json.object("accepted", true))
                .ok();
        JsonNode self = atZoes.hear("self", frame -> state(frame).equals("accepted"));
        assertThat(self.path("requests").path(0).path("conversation").asLong()).isEqualTo(room);
        atZoes.hear(
                "conversation", frame -> frame.path("conversation").path("id").asLong() == room);
        assertThat(rooms.get(zoe, room).ok().path("role").asText()).isEqualTo("member");
    }

    @Test
    void whoever_was_away_learns_on_coming_back_that_they_were_refused() {
        ask().ok();
        ChatClient atZoes = People.client(zoe);
        atZoes.disconnect();
        as(anna).put(at("/requests/" + zoe.account()), Json.object("accepted", false))
                .ok();

        atZoes.connected(RealServer.url());

        atZoes.hear("self", frame -> state(frame).equals("refused"));
        assertThat(ask().code()).isEqualTo("join-request.refused");
        assertThat(as(zoe).get("/me/requests")
                        .ok()
                        .path("requests")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("refused");
    }

    @Test
    void a_moderator_who_was_away_learns_on_coming_back_that_somebody_waits() {
        ChatClient atAnnas = People.client(anna);
        atAnnas.disconnect();
        ask().ok();

        atAnnas.connected(RealServer.url());

        JsonNode changes =
                atAnnas.hear("changes", frame -> !frame.path("conversations").isEmpty());
        assertThat(changes.path("conversations")
                        .path(0)
                        .path("conversation")
                        .path("waiting")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_channel_that_takes_requests_is_listed_and_shows_that_one_has_asked() {
        ask().ok();
        String name = rooms.get(anna, room).ok().path("name").asText().replace(" ", "%20");

        JsonNode channel =
                as(zoe).get("/channels?q=" + name).ok().path("channels").path(0);

        assertThat(channel.path("visibility").asText()).isEqualTo("private");
        assertThat(channel.path("asked").asText()).isEqualTo("open");
        as(zoe).delete(at("/requests")).ok();
        assertThat(as(anna).get(at("/requests")).ok().path("requests")).isEmpty();
    }

    private Rest.Answer ask() {
        return as(zoe).post(at("/requests"), Json.object("text", "May I?"));
    }

    private static String state(JsonNode self) {
        return self.path("requests").path(0).path("state").asText();
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }

    private String at(String path) {
        return "/conversations/" + room + path;
    }
}
