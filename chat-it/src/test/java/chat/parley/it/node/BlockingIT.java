package chat.parley.it.node;

import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Not wanting to have to do with somebody. */
@NodeTest
class BlockingIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private long room;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        room = rooms.found(anna, "direct", "private", "all", ben);
    }

    @Test
    void the_direct_conversation_is_closed_for_both_until_it_is_taken_back() {
        block();

        assertThat(rooms.post(ben, room, UUID.randomUUID().toString(), "hello").code())
                .isEqualTo("conversation.blocked");
        assertThat(rooms.post(anna, room, UUID.randomUUID().toString(), "hello").code())
                .isEqualTo("conversation.blocked");
        assertThat(ben.rest(RealServer.url())
                        .post("/conversations", Json.object("kind", "direct", "members", List.of(anna.account())))
                        .status())
                .isEqualTo(200);
        anna.rest(RealServer.url()).delete("/me/blocks/" + ben.account()).ok();
        assertThat(rooms.post(ben, room, UUID.randomUUID().toString(), "hello").status())
                .isEqualTo(201);
    }

    @Test
    void whoever_is_blocked_sees_the_other_as_gone_and_is_told_nothing_else() {
        ChatClient atAnnas = People.client(anna);
        ChatClient atBens = People.client(ben);
        atBens.tell(Json.object("type", "watch", "accounts", List.of(anna.account())));
        atBens.hear("presence", frame -> status(frame).equals("online"));

        block();

        atBens.hear("presence", frame -> status(frame).equals("offline"));
        JsonNode self = atAnnas.hear("self", frame -> frame.path("blocks").isArray());
        assertThat(self.path("blocks").path(0).path("account").asLong()).isEqualTo(ben.account());
        assertThat(atBens.untaken("self"))
                .allSatisfy(frame -> assertThat(frame.has("blocks")).isFalse());
        anna.rest(RealServer.url()).delete("/me/blocks/" + ben.account()).ok();
        atBens.hear("presence", frame -> status(frame).equals("online"));
    }

    @Test
    void a_device_that_was_away_learns_of_it_on_coming_back() {
        ChatClient atAnnas = People.client(anna);
        atAnnas.disconnect();
        block();

        atAnnas.connected(RealServer.url());

        JsonNode self = atAnnas.hear("self", frame -> frame.path("blocks").isArray());
        assertThat(self.path("blocks").path(0).path("blocked").asBoolean()).isTrue();
        assertThat(anna.rest(RealServer.url()).get("/me/blocks").ok().path("blocks"))
                .extracting(each -> each.path("account").asLong())
                .containsExactly(ben.account());
    }

    private void block() {
        anna.rest(RealServer.url())
                .call("PUT", "/me/blocks/" + ben.account(), null)
                .ok();
    }

    private static String status(JsonNode presence) {
        return presence.path("accounts").path(0).path("status").asText();
    }
}
