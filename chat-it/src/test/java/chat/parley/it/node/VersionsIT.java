package chat.parley.it.node;

import java.util.List;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages said before, and why they went, is shown to those the conversation says, and deleting for oneself to nobody. */
@NodeTest
class VersionsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login carol;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void annas_room() {
        anna = People.somebody("anna");
        String bens = People.withPassword("ben");
        ben = Login.of(RealServer.url(), bens, People.PASSWORD, "phone");
        carol = People.somebody("carol");
        room = rooms.group(anna, ben, carol);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
    }

    @Test
    void earlier_versions_are_shown_to_the_writer_and_to_moderators_unless_the_conversation_says_otherwise() {
        long seq = atBens.post(room, "Teh plan");
        atBens.edit(room, seq, "The plan");
        atBens.edit(room, seq, "The plan B");

        List<JsonNode> versions =
                versions(ben, seq).ok().path("versions").valueStream().toList();
        assertThat(versions).extracting(each -> each.path("body").asText()).containsExactly("Teh plan", "The plan");
        assertThat(versions.getLast().path("at")).isEqualTo(versions.getFirst().path("replaced"));
        assertThat(versions(anna, seq).ok().path("versions")).hasSize(2);
        assertThat(versions(carol, seq).code()).isEqualTo("versions.hidden");
        set("readers");
        assertThat(versions(carol, seq).ok().path("versions")).hasSize(2);
        assertThat(atBens.hear("conversation")
                        .path("conversation")
                        .path("versions")
                        .asText())
                .isEqualTo("readers");
        set("nobody");
        assertThat(versions(ben, seq).code()).isEqualTo("versions.hidden");
        assertThat(versions(People.somebody("zoe"), seq).code()).isEqualTo("conversation.missing");
    }

    @Test
    void they_come_in_pages_and_of_a_deleted_message_there_are_none() {
        long seq = atBens.post(room, "one");
        atBens.edit(room, seq, "two");
        atBens.edit(room, seq, "three");

        JsonNode first = rest(ben).get(path(seq) + "/versions?limit=1").ok();
        assertThat(first.path("versions").path(0).path("body").asText()).isEqualTo("one");
        JsonNode second = rest(ben)
                .get(path(seq) + "/versions?limit=1&after=" + first.path("next"))
                .ok();
        assertThat(second.path("versions").path(0).path("body").asText()).isEqualTo("two");
        assertThat(second.has("next")).isFalse();
        atBens.delete(room, seq);
        assertThat(versions(ben, seq).code()).isEqualTo("message.deleted");
    }

    @Test
    void whoever_wrote_a_message_is_told_who_has_deleted_it_and_why_and_nobody_else_is() {
        long seq = atBens.post(room, "a telephone number");
        ChatClient atCarols = People.client(carol);

        delete(atAnnas, seq, "Nobody's number belongs here.");

        JsonNode told = atBens.hear("self", frame -> frame.has("removals"))
                .path("removals")
                .path(0);
        assertThat(told.path("seq").asLong()).isEqualTo(seq);
        assertThat(told.path("by").asLong()).isEqualTo(anna.account());
        assertThat(told.path("reason").asText()).isEqualTo("Nobody's number belongs here.");
        assertThat(atCarols.hear("changed").path("message").toString()).doesNotContain("belongs here");
        atCarols.fence();
        assertThat(atCarols.untaken("self")).noneMatch(frame -> frame.has("removals"));
        assertThat(rest(ben).get(path(seq) + "/removal").ok()).isEqualTo(told);
        assertThat(rest(anna).get(path(seq) + "/removal").ok()).isEqualTo(told);
        assertThat(rest(carol).get(path(seq) + "/removal").code()).isEqualTo("conversation.role-too-low");
    }

    @Test
    void so_they_are_when_they_come_back() {
        long seq = atBens.post(room, "a telephone number");
        atBens.disconnect();
        rest(anna).delete(path(seq) + "?reason=Not+here").ok();

        atBens.connected(RealServer.url());

        assertThat(atBens.hear("self", frame -> frame.has("removals"))
                        .path("removals")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("Not here");
    }

    @Test
    void of_ones_own_message_nothing_is_noted_and_a_reason_has_an_end() {
        long seq = atAnnas.post(room, "never mind");
        delete(atAnnas, seq, "changed my mind");

        assertThat(rest(anna).get(path(seq) + "/removal").code()).isEqualTo("removal.missing");
        long other = atBens.post(room, "hello");
        assertThat(rest(anna).delete(path(other) + "?reason=" + "x".repeat(501)).code())
                .isEqualTo("removal.reason");
    }

    @Test
    void what_one_deletes_for_oneself_is_told_to_ones_own_devices_only() {
        Login laptop = Login.of(RealServer.url(), ben.username(), People.PASSWORD, "laptop");
        ChatClient onLaptop = People.client(laptop);
        long seq = atAnnas.post(room, "not for ben's eyes");

        hide(atBens, seq, true);

        JsonNode told = onLaptop.hear("self", frame -> frame.has("hidden"))
                .path("hidden")
                .path(0);
        assertThat(told.path("seq").asLong()).isEqualTo(seq);
        assertThat(told.has("at")).isTrue();
        atAnnas.fence();
        assertThat(atAnnas.untaken("changed")).isEmpty();
        assertThat(atAnnas.untaken("self")).noneMatch(frame -> frame.has("hidden"));
        onLaptop.disconnect();
        rest(ben).delete("/me/hidden/" + room + "/" + seq).ok();
        onLaptop.connected(RealServer.url());
        assertThat(onLaptop.hear("self", frame -> frame.has("hidden"))
                        .path("hidden")
                        .path(0)
                        .has("at"))
                .isFalse();
        assertThat(rest(ben).put("/me/hidden/" + room + "/99", "").code()).isEqualTo("message.missing");
    }

    private void delete(ChatClient client, long seq, String reason) {
        client.ask(Json.object("type", "delete", "conversation", room, "seq", seq, "reason", reason));
    }

    private void hide(ChatClient client, long seq, boolean on) {
        client.ask(Json.object("type", "hide", "conversation", room, "seq", seq, "on", on));
    }

    private void set(String versions) {
        rest(anna)
                .patch("/conversations/" + room, Json.object("versions", versions))
                .ok();
    }

    private Rest.Answer versions(Login who, long seq) {
        return rest(who).get(path(seq) + "/versions");
    }

    private String path(long seq) {
        return "/conversations/" + room + "/messages/" + seq;
    }

    private static Rest rest(Login who) {
        return who.rest(RealServer.url());
    }
}
