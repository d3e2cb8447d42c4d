package chat.parley.it.node;

import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connection itself: what it accepts, what it refuses, and when it ends. */
@NodeTest
class SocketIT {

    private static final int FLOOD = 8_000;

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private ChatClient atAnnas;

    @BeforeEach
    void somebody_connected() {
        anna = People.somebody("anna");
        atAnnas = People.client(anna);
    }

    @Test
    void the_welcome_says_who_one_is_and_what_the_limits_are() {
        JsonNode welcome = atAnnas.hear("welcome");

        assertThat(welcome.path("account").asLong()).isEqualTo(anna.account());
        assertThat(welcome.path("node").asText()).isEqualTo("it");
        assertThat(welcome.path("connection").asText()).isNotEmpty();
        assertThat(UUID.fromString(welcome.path("epoch").asText())).isNotNull();
        assertThat(welcome.path("heartbeat").asInt()).isPositive();
        assertThat(welcome.path("limits").path("frame").asInt()).isEqualTo(65_536);
        assertThat(welcome.path("limits").path("message").asInt()).isEqualTo(262_144);
        assertThat(welcome.path("limits").path("body").asInt()).isEqualTo(32_768);
    }

    @Test
    void what_is_no_frame_is_refused_and_the_connection_stays() {
        for (String nonsense : new String[] {
            "nonsense",
            "{",
            "[]",
            "42",
            "{}",
            "{\"type\":\"history\"}",
            "{\"type\":\"send\",\"ref\":\"one\"}",
            "{\"type\":\"edit\",\"ref\":1,\"conversation\":1,\"seq\":1,\"body\":null}"
        }) {
            atAnnas.sayRaw(nonsense);

            JsonNode error = atAnnas.hear("error");
            assertThat(error.path("problem").path("code").asText()).as(nonsense).isEqualTo("frame.malformed");
        }
        atAnnas.fence();
    }

    @Test
    void a_frame_of_an_unknown_type_is_refused_and_the_connection_stays() {
        atAnnas.sayRaw("{\"type\":\"teleport\",\"ref\":1}");

        assertThat(atAnnas.hear("error").path("problem").path("code").asText()).isEqualTo("frame.unknown");
        atAnnas.fence();
    }

    @Test
    void unknown_fields_are_ignored() {
        JsonNode answer = atAnnas.ask(Json.object("type", "renew", "token", anna.accessToken(), "inventedLater", true));

        assertThat(answer.path("type").asText()).isEqualTo("ok");
    }

    @Test
    void empty_lines_are_no_frames() {
        atAnnas.sayRaw("\n");
        atAnnas.sayRaw("\n\n{\"type\":\"pong\"}\n\n");

        atAnnas.fence();
        assertThat(atAnnas.untaken("error")).isEmpty();
    }

    @Test
    void before_a_hello_nothing_is_answered() throws Exception {
        ChatClient rude = new ChatClient("rude", anna, Recorder.inMemory());
        rude.open(new Upgrade(RealServer.url()));

        rude.tell(Json.object("type", "history", "ref", 1, "conversation", 1));

        assertThat(rude.hear("error").path("problem").path("code").asText()).isEqualTo("auth.required");
        assertThat(rude.awaitClosed().code()).isEqualTo(4401);
    }

    @Test
    void a_hello_with_a_bad_token_ends_the_connection() throws Exception {
        ChatClient forger = new ChatClient("forger", anna, Recorder.inMemory());
        forger.open(new Upgrade(RealServer.url()));

        forger.hello("e30.e30.c2ln");

        assertThat(forger.awaitClosed().code()).isEqualTo(4401);
    }

    @Test
    void a_second_hello_is_unexpected_and_the_connection_stays() {
        atAnnas.hello();

        assertThat(atAnnas.hear("error").path("problem").path("code").asText()).isEqualTo("frame.unexpected");
        atAnnas.fence();
    }

    @Test
    void a_connection_cannot_become_somebody_elses() {
        Login ben = People.somebody("ben");

        assertThatThrownBy(() -> atAnnas.ask(Json.object("type", "renew", "token", ben.accessToken())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("auth.other-account"));
    }

    @Test
    void a_frame_of_65536_bytes_is_read() {
        String frame = Json.object("type", "renew", "ref", 7, "token", anna.accessToken(), "padding", "")
                .toString();
        String padded =
                frame.replace("\"padding\":\"\"", "\"padding\":\"" + "x".repeat(65_536 - frame.length()) + "\"");

        atAnnas.sayRaw(padded);

        assertThat(atAnnas.hear("ok").path("ref").asLong()).isEqualTo(7);
    }

    @Test
    void a_longer_frame_ends_the_connection() {
        atAnnas.sayRaw("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(65_536) + "\"}");

        assertThat(atAnnas.awaitClosed().code()).isEqualTo(1009);
    }

    @Test
    void a_message_over_262144_bytes_ends_the_connection() {
        atAnnas.sayRaw(("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(60_000) + "\"}\n").repeat(5));

        assertThat(atAnnas.awaitClosed().code()).isEqualTo(1009);
    }

    @Test
    void a_message_of_several_frames_may_be_longer_than_one_frame() {
        atAnnas.sayRaw(("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(60_000) + "\"}\n").repeat(4));

        atAnnas.fence();
    }

    @Test
    void a_flood_of_frames_ends_the_connection() {
        String flood = "{\"type\":\"pong\"}\n".repeat(FLOOD / 8);

        for (int i = 0; i < 8; i++) {
            atAnnas.sayRaw(flood);
        }

        assertThat(atAnnas.awaitClosed().code()).isEqualTo(4429);
    }

    @Test
    void writing_is_told_to_the_others_and_only_to_members() {
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        atAnnas.hear("conversation");
        ChatClient atBens = People.client(ben);
        ChatClient atZoes = People.client(People.somebody("zoe"));

        atZoes.tell(Json.object("type", "typing", "conversation", room));
        assertThat(atZoes.hear("error").path("problem").path("code").asText()).isEqualTo("conversation.missing");
        atAnnas.tell(Json.object("type", "typing", "conversation", room));

        assertThat(atBens.hear("typing").path("account").asLong()).isEqualTo(anna.account());
        atAnnas.fence();
        assertThat(atAnnas.untaken("typing")).isEmpty();
        assertThat(atBens.untaken("typing")).isEmpty();
    }

    @Test
    void reading_is_told_to_ones_other_devices() {
        long room = rooms.group(anna);
        atAnnas.hear("conversation");
        ChatClient onPhone = People.client(anna);
        long seq = atAnnas.post(room, "note to myself");

        atAnnas.tell(Json.object("type", "read", "conversation", room, "seq", seq));

        JsonNode self = onPhone.hear("self");
        assertThat(self.path("read").path(Long.toString(room)).asLong()).isEqualTo(seq);
        assertThat(self.path("rev").asLong()).isPositive();
    }

    @Test
    void a_client_that_says_nothing_is_asked_and_then_let_go() throws Exception {
        ChatClient silent = new ChatClient("silent", anna, Recorder.inMemory()).silent();
        silent.open(new Upgrade(RealServer.url()));
        silent.hello();
        silent.awaitCaughtUp();

        silent.hear("ping");
        silent.hear("ping");

        assertThat(silent.awaitClosed().code()).isEqualTo(4408);
    }
}
