package chat.parley.it.node;

import java.util.List;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a member sees is exactly its span: on the socket, in the history, by REST. */
@NodeTest
class SpansIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login gus;
    private ChatClient atAnnas;
    private ChatClient atGuss;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        gus = People.somebody("gus");
        atAnnas = People.client(anna);
        atGuss = People.client(gus);
    }

    @Test
    void with_an_open_history_a_newcomer_sees_everything() {
        long room = rooms.group(anna);
        atAnnas.post(room, "before");

        rooms.add(anna, room, gus).ok();
        atGuss.hear("conversation");

        assertThat(numbers(atGuss, room)).containsExactly(1L, 2L, 3L);
        assertThat(rooms.numbers(gus, room)).containsExactly(1L, 2L, 3L);
        assertThat(rooms.get(gus, room).ok().path("from").asLong()).isEqualTo(1);
    }

    @Test
    void with_a_history_since_joining_a_newcomer_sees_nothing_before() {
        long room = rooms.groupSinceJoining(anna);
        atAnnas.post(room, "before");

        rooms.add(anna, room, gus).ok();
        atGuss.hear("conversation");
        atAnnas.post(room, "after");

        assertThat(numbers(atGuss, room)).containsExactly(3L, 4L);
        assertThat(rooms.numbers(gus, room)).containsExactly(3L, 4L);
        assertThat(page(atGuss, Json.object("conversation", room, "before", 3))).isEmpty();
        assertThat(page(atGuss, Json.object("conversation", room, "after", 0))).containsExactly(3L, 4L);
        assertThat(page(atGuss, Json.object("conversation", room, "around", 2))).containsExactly(3L, 4L);
        assertThat(rooms.page(gus, room, "before=3").path("messages")).isEmpty();
    }

    @Test
    void a_reply_cannot_point_to_what_one_may_not_see() {
        long room = rooms.groupSinceJoining(anna);
        long hidden = atAnnas.post(room, "before");
        rooms.add(anna, room, gus).ok();
        atGuss.hear("conversation");

        assertThatThrownBy(() -> atGuss.ask(Json.object(
                        "type", "send",
                        "conversation", room,
                        "id", "8f14e45f-ceea-467f-a8d5-7f2b9c1e4d3a",
                        "body", "about that",
                        "replyTo", hidden)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("message.reply-missing"));
    }

    @Test
    void after_removal_nothing_more_comes_on_any_way() {
        long room = rooms.group(anna, gus);
        atGuss.hear("conversation");
        long early = atAnnas.post(room, "for both");
        atGuss.hearMessage(room, "for both");

        rooms.remove(anna, room, gus).ok();
        assertThat(atGuss.hear("removed").path("seq").asLong()).isEqualTo(3);
        atAnnas.post(room, "for Anna only");
        atAnnas.edit(room, early, "for Anna's eyes");
        atAnnas.hearMessage(room, "for Anna only");
        atAnnas.hear("changed");

        atGuss.fence();
        assertThat(atGuss.untaken("message"))
                .noneMatch(frame -> frame.path("seq").asLong() > 3);
        assertThat(atGuss.untaken("changed")).isEmpty();
        assertThat(rooms.numbers(gus, room)).containsExactly(1L, 2L, 3L);
        assertThat(page(atGuss, Json.object("conversation", room, "after", 0))).containsExactly(1L, 2L, 3L);
        assertThat(rooms.get(gus, room).status()).isIn(403, 404);
    }

    @Test
    void the_removal_itself_is_the_last_message_a_member_sees() {
        long room = rooms.group(anna, gus);
        atGuss.hear("conversation");

        rooms.remove(anna, room, gus).ok();

        JsonNode last = atGuss.hear("message", frame -> frame.path("seq").asLong() == 2);
        JsonNode event = Json.read(last.path("body").asText());
        assertThat(event.path("event").asText()).isEqualTo("removed");
        assertThat(event.path("account").asLong()).isEqualTo(gus.account());
        atGuss.hear("removed");
    }

    @Test
    void whoever_was_away_when_removed_is_told_at_the_next_hello() {
        long room = rooms.group(anna, gus);
        atGuss.hear("conversation");
        atGuss.disconnect();
        rooms.remove(anna, room, gus).ok();
        atAnnas.post(room, "without Gus");

        atGuss.connected(RealServer.url());

        JsonNode told = conversation(atGuss.hear("changes"), room);
        assertThat(told.path("left").asBoolean()).isTrue();
        assertThat(told.path("seq").asLong()).isEqualTo(2);
        assertThat(told.path("messages"))
                .allMatch(message -> message.path("seq").asLong() <= 2);
        assertThat(atGuss.position(room)).isEmpty();
    }

    @Test
    void whoever_comes_back_sees_both_times_only_as_the_history_allows() {
        long room = rooms.groupSinceJoining(anna, gus);
        atGuss.hear("conversation");
        rooms.remove(anna, room, gus).ok();
        atGuss.hear("removed");
        atAnnas.post(room, "in between");

        rooms.add(anna, room, gus).ok();
        atGuss.hear("conversation");
        atAnnas.post(room, "again");
        atGuss.hearMessage(room, "again");

        assertThat(rooms.numbers(gus, room)).doesNotContain(3L).contains(4L, 5L);
        assertThat(numbers(atGuss, room)).doesNotContain(3L).contains(4L, 5L);
    }

    @Test
    void whoever_came_back_while_away_starts_anew_and_is_not_told_what_was_in_between() {
        long room = rooms.groupSinceJoining(anna, gus);
        atGuss.hear("conversation");
        atGuss.disconnect();
        rooms.remove(anna, room, gus).ok();
        atAnnas.post(room, "in between");
        rooms.add(anna, room, gus).ok();
        atAnnas.post(room, "again");

        atGuss.connected(RealServer.url());

        JsonNode told = conversation(atGuss.hear("changes"), room);
        assertThat(told.path("reset").asBoolean()).isTrue();
        assertThat(told.path("messages")).isEmpty();
        assertThat(numbers(atGuss, room)).containsExactly(4L, 5L);
    }

    private static List<Long> numbers(ChatClient client, long room) {
        return page(client, Json.object("conversation", room, "limit", 200));
    }

    private static List<Long> page(ChatClient client, ObjectNode wanted) {
        return client.history(wanted).stream()
                .map(message -> message.path("seq").asLong())
                .toList();
    }

    private static JsonNode conversation(JsonNode changes, long room) {
        for (JsonNode each : changes.path("conversations")) {
            if (each.path("id").asLong() == room) {
                return each;
            }
        }
        throw new AssertionError("nothing of conversation " + room + " in " + changes);
    }
}
