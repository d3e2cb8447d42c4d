package chat.parley.it.node;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a conversation keeps in sight for everybody. */
@NodeTest
class PinsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void two_people_in_a_room() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        room = rooms.group(anna, ben);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
    }

    @Test
    void a_pin_is_told_to_all_and_listed() {
        long seq = atAnnas.post(room, "the door code is on the board");

        long rev = pin(atBens, seq, true);

        JsonNode changed = atAnnas.hear("changed");
        assertThat(changed.path("rev").asLong()).isEqualTo(rev).isEqualTo(1);
        assertThat(changed.path("message").path("pinned").path("by").asLong()).isEqualTo(ben.account());
        assertThat(pins(anna)).containsExactly(changed.path("message"));
        assertThat(atAnnas.newest(room, 1)).containsExactly(changed.path("message"));
        pin(atAnnas, seq, false);
        assertThat(atBens.hear("changed", frame -> frame.path("rev").asLong() == 2)
                        .path("message")
                        .has("pinned"))
                .isFalse();
        assertThat(pins(ben)).isEmpty();
    }

    @Test
    void whoever_was_away_is_told() {
        long seq = atAnnas.post(room, "the door code is on the board");
        atBens.awaitPosition(room, seq);
        atBens.disconnect();
        pin(atAnnas, seq, true);

        atBens.connected(RealServer.url());

        JsonNode told = atBens.hear("changes").path("conversations").path(0).path("messages");
        assertThat(told).hasSize(1);
        assertThat(pins(ben)).containsExactly(told.path(0));
    }

    @Test
    void pinning_twice_changes_nothing() {
        long seq = atAnnas.post(room, "here");
        long rev = pin(atAnnas, seq, true);

        assertThat(pin(atBens, seq, true)).isEqualTo(rev);

        assertThat(pins(anna).getFirst().path("pinned").path("by").asLong()).isEqualTo(anna.account());
    }

    @Test
    void a_deleted_message_is_not_kept_in_sight() {
        long seq = atAnnas.post(room, "here");
        pin(atAnnas, seq, true);

        atAnnas.delete(room, seq);

        assertThat(pins(anna)).isEmpty();
        assertThat(refusal(() -> pin(atAnnas, seq, true))).isEqualTo("message.deleted");
    }

    @Test
    void a_guest_does_not_pin_and_nobody_does_where_it_is_archived() {
        Login gus = People.somebody("gus");
        rooms.add(anna, room, gus).ok();
        rooms.role(anna, room, gus, "guest").ok();
        long seq = atAnnas.post(room, "here");

        assertThat(refusal(() -> pin(People.client(gus), seq, true))).isEqualTo("conversation.role-too-low");
        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("archived", true))
                .ok();
        assertThat(refusal(() -> pin(atAnnas, seq, true))).isEqualTo("conversation.archived");
    }

    @Test
    void only_what_one_may_see_is_listed_and_pinned() {
        long closed = rooms.groupSinceJoining(anna, ben);
        long before = atAnnas.post(closed, "among us");
        pin(atAnnas, closed, before, true);
        Login carol = People.somebody("carol");
        rooms.add(anna, closed, carol).ok();
        Rest carols = carol.rest(RealServer.url());

        assertThat(carols.get("/conversations/" + closed + "/pins").ok().path("messages"))
                .isEmpty();
        assertThat(refusal(() -> pin(People.client(carol), closed, before, false)))
                .isEqualTo("message.missing");
        assertThat(People.somebody("zoe")
                        .rest(RealServer.url())
                        .get("/conversations/" + closed + "/pins")
                        .code())
                .isEqualTo("conversation.missing");
    }

    @Test
    void there_is_an_end_to_them() throws Exception {
        long seq = atAnnas.post(room, "one more");
        try (Connection connection = RealServer.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into message_pin (conversation_id, seq, rev, pinned_by, pinned_at) select " + room
                    + ", g, 0, 1, now() from generate_series(1001, 1100) g");
        }

        assertThat(refusal(() -> pin(atBens, seq, true))).isEqualTo("pin.too-many");
    }

    @Test
    void by_rest_the_same_rules_hold() {
        long seq = atAnnas.post(room, "here");
        Rest bens = ben.rest(RealServer.url());
        String pin = "/conversations/" + room + "/messages/" + seq + "/pin";

        assertThat(bens.put(pin, "").ok().path("rev").asLong()).isEqualTo(1);
        assertThat(bens.put(pin, "").ok().path("rev").asLong()).isEqualTo(1);
        assertThat(pins(anna)).hasSize(1);
        assertThat(bens.delete(pin).ok().path("rev").asLong()).isEqualTo(2);
        assertThat(bens.put("/conversations/" + room + "/messages/1/pin", "").code())
                .isEqualTo("message.system");
    }

    private long pin(ChatClient client, long seq, boolean on) {
        return pin(client, room, seq, on);
    }

    private static long pin(ChatClient client, long conversation, long seq, boolean on) {
        return client.ask(Json.object("type", "pin", "conversation", conversation, "seq", seq, "on", on))
                .path("rev")
                .asLong();
    }

    private List<JsonNode> pins(Login who) {
        return who.rest(RealServer.url())
                .get("/conversations/" + room + "/pins")
                .ok()
                .path("messages")
                .valueStream()
                .toList();
    }

    private static String refusal(Runnable wish) {
        try {
            wish.run();
            return "met";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
