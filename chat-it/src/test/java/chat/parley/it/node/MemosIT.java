package chat.parley.it.node;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one keeps for oneself is the same on all one's devices, and the last write stands. */
@NodeTest
class MemosIT {

    private Login laptop;
    private Login phone;
    private ChatClient onLaptop;
    private ChatClient onPhone;
    private long room;

    @BeforeEach
    void somebody_with_two_devices() {
        String username = People.withPassword("anna");
        laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        phone = Login.of(RealServer.url(), username, People.PASSWORD, "phone");
        room = Rooms.at(RealServer.url()).group(laptop, People.somebody("ben"));
        onLaptop = People.client(laptop);
        onPhone = People.client(phone);
    }

    @Test
    void a_draft_is_told_to_the_other_device_and_to_nobody_else() {
        ChatClient atBens = People.client(People.somebody("ben"));

        JsonNode kept = keep(onLaptop, draft("I thought", 1));
        JsonNode told = onPhone.hear("self").path("memos").path(0);

        assertThat(told).isEqualTo(kept);
        assertThat(told.path("conversation").asLong()).isEqualTo(room);
        assertThat(told.path("value").asText()).isEqualTo("I thought");
        atBens.fence();
        assertThat(atBens.untaken("self")).isEmpty();
    }

    @Test
    void an_older_write_is_answered_with_what_stands_and_nobody_is_told() {
        keep(onLaptop, draft("later", 2));
        onPhone.hear("self");

        JsonNode stands = keep(onPhone, draft("earlier", 1));

        assertThat(stands.path("value").asText()).isEqualTo("later");
        assertThat(stands.path("clock").asLong()).isEqualTo(2);
        onPhone.fence();
        assertThat(onPhone.untaken("self")).isEmpty();
    }

    @Test
    void of_two_writes_that_did_not_know_of_each_other_the_same_one_stands_whichever_came_first() {
        JsonNode first = keep(onLaptop, draft("on the laptop", 1));
        JsonNode second = keep(onPhone, draft("on the phone", 1));
        boolean phoneIsGreater = second.path("value").asText().equals("on the phone");
        keep(onPhone, draft("on the phone again", 2));

        JsonNode last = keep(onLaptop, draft("on the laptop again", 2));

        assertThat(last.path("value").asText())
                .isEqualTo(phoneIsGreater ? "on the phone again" : "on the laptop again");
        assertThat(first.path("device").asLong() < last.path("device").asLong()).isEqualTo(phoneIsGreater);
    }

    @Test
    void whoever_was_away_is_told_what_was_written_and_taken_away_meanwhile() {
        keep(onLaptop, draft("begun", 1));
        onPhone.hear("self");
        onPhone.disconnect();
        keep(onLaptop, draft(null, 2));
        keep(onLaptop, Json.object("name", "theme", "value", "dark", "clock", 3));

        onPhone.connected(RealServer.url());

        JsonNode memos = onPhone.hear("self").path("memos");
        assertThat(memos)
                .extracting(memo ->
                        memo.path("name").asText() + " " + memo.path("value").asText("-"))
                .containsExactly("draft -", "theme dark");
        onPhone.disconnect();
        onPhone.connected(RealServer.url());
        assertThat(onPhone.untaken("self")).isEmpty();
    }

    @Test
    void a_new_installation_is_told_all_there_is() {
        keep(onLaptop, draft("begun", 1));
        keep(onLaptop, Json.object("conversation", room, "name", "mute", "value", "yes", "clock", 2));
        keep(onLaptop, draft(null, 3));
        onPhone.disconnect();
        onPhone.forget();

        onPhone.connected(RealServer.url());

        assertThat(onPhone.hear("self").path("memos"))
                .extracting(memo -> memo.path("name").asText())
                .containsExactly("mute", "draft");
    }

    @Test
    void by_rest_the_same_rules_hold() {
        Rest rest = phone.rest(RealServer.url());
        keep(onLaptop, draft("later", 5));

        assertThat(rest.put("/me/memos", draft("earlier", 4)).ok().path("value").asText())
                .isEqualTo("later");
        rest.put("/me/memos", Json.object("name", "theme", "value", "dark", "clock", 6))
                .ok();
        JsonNode page = rest.get("/me/memos?limit=1").ok();
        JsonNode rest2 =
                rest.get("/me/memos?after=" + page.path("next").asLong()).ok();

        assertThat(page.path("memos"))
                .extracting(memo -> memo.path("name").asText())
                .containsExactly("draft");
        assertThat(rest2.path("memos"))
                .extracting(memo -> memo.path("name").asText())
                .containsExactly("theme");
        assertThat(rest2.has("next")).isFalse();
        onLaptop.hear(
                "self",
                frame -> frame.path("memos").path(0).path("name").asText().equals("theme"));
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        refused(Json.object("conversation", room, "name", "colour", "value", "red", "clock", 1), "memo.name");
        refused(Json.object("name", "Not A Name", "value", "x", "clock", 1), "memo.name");
        refused(Json.object("name", "theme", "value", "x", "clock", 0), "memo.clock");
        refused(draft("x".repeat(40_001), 1), "memo.too-long");
        refused(draft("\0", 1), "memo.malformed");
        refused(
                Json.object("conversation", 987_654_321, "name", "draft", "value", "x", "clock", 1),
                "conversation.missing");
    }

    @Test
    void there_is_room_for_a_hundred_settings() {
        for (int i = 1; i <= 100; i++) {
            keep(onLaptop, Json.object("name", "s" + i, "value", "on", "clock", i));
        }

        refused(Json.object("name", "s101", "value", "on", "clock", 101), "memo.too-many");
        assertThat(keep(onLaptop, Json.object("name", "s1", "value", "off", "clock", 102))
                        .path("value")
                        .asText())
                .isEqualTo("off");
    }

    private void refused(ObjectNode memo, String code) {
        assertThatThrownBy(() -> keep(onPhone, memo))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code())
                .isEqualTo(code);
    }

    private static JsonNode keep(ChatClient client, ObjectNode memo) {
        return client.ask(memo.deepCopy().put("type", "keep")).path("memo");
    }

    private ObjectNode draft(@Nullable String value, long clock) {
        return Json.object("conversation", room, "name", "draft", "value", value, "clock", clock);
    }
}
