package chat.parley.it.node;

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

/** What one marks for oneself is the same on all one's devices, and nobody else's business. */
@NodeTest
class SavedIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login ben;
    private Login laptop;
    private ChatClient onLaptop;
    private ChatClient onPhone;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void somebody_with_two_devices_in_a_room() {
        String username = People.withPassword("anna");
        laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        Login phone = Login.of(RealServer.url(), username, People.PASSWORD, "phone");
        ben = People.somebody("ben");
        room = rooms.group(ben, laptop);
        onLaptop = People.client(laptop);
        onPhone = People.client(phone);
        atBens = People.client(ben);
    }

    @Test
    void a_mark_is_told_to_ones_own_devices_and_listed() {
        long seq = atBens.post(room, "read this later");

        save(onLaptop, seq, true);

        JsonNode told =
                onPhone.hear("self", frame -> frame.has("saved")).path("saved").path(0);
        assertThat(told.path("conversation").asLong()).isEqualTo(room);
        assertThat(told.path("seq").asLong()).isEqualTo(seq);
        JsonNode listed = saved().getFirst();
        assertThat(listed.path("at")).isEqualTo(told.path("at"));
        assertThat(listed.path("message")).isEqualTo(atBens.newest(room, 1).getFirst());
        atBens.fence();
        assertThat(atBens.untaken("self")).isEmpty();
        assertThat(atBens.untaken("changed")).isEmpty();
    }

    @Test
    void saying_the_same_twice_changes_nothing() {
        long seq = atBens.post(room, "read this later");
        save(onLaptop, seq, true);
        onPhone.hear("self", frame -> frame.has("saved"));

        save(onLaptop, seq, true);
        save(onLaptop, seq, false);
        save(onLaptop, seq, false);

        assertThat(onPhone.hear("self", frame -> frame.has("saved"))
                        .path("saved")
                        .path(0)
                        .has("at"))
                .isFalse();
        onPhone.fence();
        assertThat(onPhone.untaken("self").stream().filter(frame -> frame.has("saved")))
                .isEmpty();
        assertThat(saved()).isEmpty();
    }

    @Test
    void a_device_that_was_away_is_told_what_was_marked_and_what_is_no_longer() {
        long first = atBens.post(room, "first");
        long second = atBens.post(room, "second");
        save(onLaptop, first, true);
        onPhone.hear("self", frame -> frame.has("saved"));
        onPhone.disconnect();
        save(onLaptop, second, true);
        save(onLaptop, first, false);

        onPhone.connected(RealServer.url());

        JsonNode told = onPhone.hear("self", frame -> frame.has("saved")).path("saved");
        assertThat(told)
                .extracting(mark -> mark.path("seq").asLong() + " " + mark.has("at"))
                .containsExactly(second + " true", first + " false");
    }

    @Test
    void what_one_may_no_longer_see_is_not_listed_and_its_mark_can_be_taken_away() {
        long other = rooms.groupSinceJoining(ben, laptop);
        long seq = atBens.post(other, "among us");
        save(onLaptop, other, seq, true);
        assertThat(saved()).hasSize(1);

        rooms.remove(ben, other, laptop);
        assertThat(saved()).hasSize(1);
        rooms.add(ben, other, laptop).ok();

        assertThat(saved()).isEmpty();
        assertThat(refusal(() -> save(onPhone, other, seq, false))).isEqualTo("met");
        assertThat(refusal(() -> save(onPhone, other, seq, true))).isEqualTo("message.missing");
    }

    @Test
    void only_what_one_may_see_can_be_marked() {
        long foreign = rooms.group(ben, People.somebody("carol"));
        long seq = atBens.post(foreign, "not for you");

        assertThat(refusal(() -> save(onLaptop, foreign, seq, true))).isEqualTo("conversation.missing");
        assertThat(refusal(() -> save(onLaptop, 99, true))).isEqualTo("message.missing");
        assertThat(refusal(() -> save(onLaptop, 1, true))).isEqualTo("message.system");
    }

    @Test
    void a_deleted_message_is_not_listed() {
        long seq = atBens.post(room, "read this later");
        save(onLaptop, seq, true);

        atBens.delete(room, seq);

        assertThat(saved()).isEmpty();
    }

    @Test
    void by_rest_the_same_rules_hold() {
        long first = atBens.post(room, "first");
        long second = atBens.post(room, "second");
        Rest rest = laptop.rest(RealServer.url());

        assertThat(rest.put("/me/saved/" + room + "/" + first, "").status()).isEqualTo(204);
        assertThat(rest.put("/me/saved/" + room + "/" + second, "").status()).isEqualTo(204);
        JsonNode page = rest.get("/me/saved?limit=1").ok();
        JsonNode next = rest.get("/me/saved?limit=1&after=" + page.path("next").asLong())
                .ok();
        assertThat(page.path("saved").path(0).path("message").path("seq").asLong())
                .isEqualTo(second);
        assertThat(next.path("saved").path(0).path("message").path("seq").asLong())
                .isEqualTo(first);
        assertThat(next.has("next")).isFalse();
        assertThat(rest.delete("/me/saved/" + room + "/" + first).status()).isEqualTo(204);
        assertThat(saved()).hasSize(1);
        assertThat(rest.put("/me/saved/" + room + "/99", "").code()).isEqualTo("message.missing");
    }

    private void save(ChatClient client, long seq, boolean on) {
        save(client, room, seq, on);
    }

    private static void save(ChatClient client, long conversation, long seq, boolean on) {
        client.ask(Json.object("type", "save", "conversation", conversation, "seq", seq, "on", on));
    }

    private List<JsonNode> saved() {
        return laptop.rest(RealServer.url())
                .get("/me/saved")
                .ok()
                .path("saved")
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
