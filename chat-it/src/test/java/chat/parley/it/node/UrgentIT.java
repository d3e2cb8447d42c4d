package chat.parley.it.node;

import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages that want to be noticed, and who says that they have noticed them. */
@NodeTest
class UrgentIT extends ThreeInARoom {

    @Test
    void a_priority_is_told_with_the_message_to_everybody_and_read_with_it() {
        long seq = say(atAnnas, "important");

        assertThat(atBens.hearMessage(room, "Leave the building")
                        .path("priority")
                        .asText())
                .isEqualTo("important");
        assertThat(atCarols.newest(room, 1).getFirst().path("priority").asText())
                .isEqualTo("important");
        assertThat(refusal(() -> acknowledge(atBens, seq))).isEqualTo("message.not-asked");
        assertThat(refusal(() -> say(atAnnas, "whatever"))).isEqualTo("request.malformed");
    }

    @Test
    void who_has_noticed_an_urgent_message_is_counted_and_told_to_all() {
        long seq = say(atAnnas, "urgent");
        assertThat(atBens.hearMessage(room, "Leave the building")
                        .path("acknowledged")
                        .asLong())
                .isZero();

        acknowledge(atBens, seq);
        acknowledge(atCarols, seq);

        JsonNode changed = atBens.hear(
                "changed", frame -> frame.path("message").path("acknowledged").asLong() == 2);
        assertThat(changed.path("seq").asLong()).isEqualTo(seq);
        assertThat(changed.path("message").path("body").asText()).isEqualTo("Leave the building");
        assertThat(atAnnas.newest(room, 1).getFirst()).isEqualTo(changed.path("message"));
    }

    @Test
    void ones_own_answer_is_told_to_ones_devices_at_once_and_when_they_come_back() {
        long seq = say(atAnnas, "urgent");

        acknowledge(atBens, seq);

        JsonNode told = atBens.hear("self", frame -> frame.has("responses"))
                .path("responses")
                .path(0);
        assertThat(told.path("seq").asLong()).isEqualTo(seq);
        assertThat(told.has("acknowledged")).isTrue();
        assertThat(rest(ben).get(path(seq) + "/response").ok()).isEqualTo(told);
        ChatClient anew = People.client(ben);
        assertThat(anew.hear("self", frame -> frame.has("responses"))
                        .path("responses")
                        .path(0))
                .isEqualTo(told);
        atCarols.fence();
        assertThat(atCarols.untaken("self")).noneMatch(frame -> frame.has("responses"));
        acknowledge(atBens, seq);
        atBens.fence();
        assertThat(atBens.untaken("self")).noneMatch(frame -> frame.has("responses"));
    }

    @Test
    void the_report_says_who_has_and_who_has_not_to_the_writer_and_to_moderators() {
        long seq = say(atBens, "urgent");
        assertThat(rest(carol).put(path(seq) + "/acknowledgement", "").status()).isEqualTo(204);

        JsonNode have = report(ben, seq, true).ok();
        assertThat(have.path("asked").asLong()).isEqualTo(2);
        assertThat(have.path("acknowledged").asLong()).isEqualTo(1);
        assertThat(accounts(have)).containsExactly(carol.account());
        assertThat(accounts(report(anna, seq, false).ok())).containsExactly(anna.account());
        assertThat(report(carol, seq, true).code()).isEqualTo("conversation.role-too-low");
    }

    @Test
    void who_has_left_and_who_came_later_are_not_asked() {
        long seq = say(atAnnas, "urgent");
        Login dora = People.somebody("dora");
        rooms.add(anna, room, dora).ok();
        acknowledge(atBens, seq);
        rooms.remove(ben, room, ben);

        JsonNode have = report(anna, seq, true).ok();
        assertThat(have.path("asked").asLong()).isEqualTo(1);
        assertThat(have.path("acknowledged").asLong()).isZero();
        assertThat(accounts(report(anna, seq, false).ok())).containsExactly(carol.account());
    }

    @Test
    void it_comes_in_pages() {
        long seq = say(atAnnas, "urgent");

        JsonNode first = rest(anna)
                .get(path(seq) + "/acknowledgements?acknowledged=false&limit=1")
                .ok();
        JsonNode second = rest(anna)
                .get(path(seq) + "/acknowledgements?acknowledged=false&limit=1&after=" + first.path("next"))
                .ok();

        assertThat(List.of(accounts(first).getFirst(), accounts(second).getFirst()))
                .containsExactlyInAnyOrder(ben.account(), carol.account());
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void guests_acknowledge_writers_do_not_and_nobody_does_where_it_is_archived() {
        rooms.role(anna, room, ben, "guest").ok();
        long seq = say(atAnnas, "urgent");

        acknowledge(atBens, seq);
        assertThat(refusal(() -> acknowledge(atAnnas, seq))).isEqualTo("message.not-asked");
        rest(anna)
                .patch("/conversations/" + room, Json.object("archived", true))
                .ok();
        assertThat(refusal(() -> acknowledge(atCarols, seq))).isEqualTo("conversation.archived");
    }

    private long say(ChatClient client, String priority) {
        return client.ask(Json.object(
                        "type",
                        "send",
                        "conversation",
                        room,
                        "id",
                        UUID.randomUUID().toString(),
                        "body",
                        "Leave the building",
                        "priority",
                        priority))
                .path("seq")
                .asLong();
    }

    private void acknowledge(ChatClient client, long seq) {
        client.ask(Json.object("type", "acknowledge", "conversation", room, "seq", seq));
    }

    private Rest.Answer report(Login who, long seq, boolean acknowledged) {
        return rest(who).get(path(seq) + "/acknowledgements?acknowledged=" + acknowledged);
    }

    private static List<Long> accounts(JsonNode page) {
        return page.path("accounts")
                .valueStream()
                .map(each -> each.path("account").asLong())
                .toList();
    }

    private String path(long seq) {
        return "/conversations/" + room + "/messages/" + seq;
    }

    private static Rest rest(Login who) {
        return who.rest(RealServer.url());
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
