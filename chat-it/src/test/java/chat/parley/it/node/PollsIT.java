package chat.parley.it.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Voting, by those who are there, on what a message asks. */
@NodeTest
class PollsIT extends ThreeInARoom {

    @Test
    void votes_are_counted_and_told_whole_to_all() {
        long seq = ask(atBens, poll());
        JsonNode asked = atCarols.hearMessage(room, "Which day?").path("poll");
        assertThat(asked.path("options"))
                .extracting(option -> option.path("text").asText())
                .containsExactly("Thursday", "Friday");
        assertThat(asked.path("voters").asLong()).isZero();

        vote(atAnnas, seq, 1);
        vote(atCarols, seq, 1);

        JsonNode changed = atBens.hear("changed", frame -> voters(frame.path("message")) == 2);
        assertThat(votes(changed.path("message"))).containsExactly(0L, 2L);
        assertThat(atCarols.newest(room, 1).getFirst()).isEqualTo(changed.path("message"));
    }

    @Test
    void a_vote_can_be_changed_and_taken_back() {
        long seq = ask(atBens, poll());

        vote(atAnnas, seq, 0);
        atBens.hear("changed", frame -> votes(frame.path("message")).equals(List.of(1L, 0L)));
        vote(atAnnas, seq, 1);
        atBens.hear("changed", frame -> votes(frame.path("message")).equals(List.of(0L, 1L)));
        vote(atAnnas, seq);
        atBens.hear("changed", frame -> voters(frame.path("message")) == 0);
        assertThat(rest(anna).get(path(seq) + "/response").ok().path("choices")).isEmpty();
    }

    @Test
    void one_option_or_several_as_it_says() {
        long one = ask(atBens, poll());
        long several = ask(atBens, poll().put("multiple", true));

        assertThat(refusal(() -> vote(atAnnas, one, 0, 1))).isEqualTo("poll.choice");
        assertThat(refusal(() -> vote(atAnnas, one, 2))).isEqualTo("poll.choice");
        assertThat(refusal(() -> vote(atAnnas, several, 0, 1))).isEqualTo("met");
        assertThat(refusal(() -> vote(atAnnas, atBens.post(room, "no poll"), 0)))
                .isEqualTo("poll.missing");
    }

    @Test
    void who_chose_what_is_shown_unless_it_is_anonymous() {
        long open = ask(atBens, poll());
        long secret = ask(atBens, poll().put("anonymous", true));
        vote(atAnnas, open, 1);
        vote(atAnnas, secret, 1);

        assertThat(rest(carol).get(path(open) + "/votes/1").ok().path("accounts"))
                .extracting(JsonNode::asLong)
                .containsExactly(anna.account());
        assertThat(rest(carol).get(path(open) + "/votes/0").ok().path("accounts"))
                .isEmpty();
        for (Login who : List.of(carol, anna, ben)) {
            assertThat(rest(who).get(path(secret) + "/votes/1").code()).isEqualTo("poll.anonymous");
        }
        atCarols.hear("changed", frame -> frame.path("seq").asLong() == secret);
        atCarols.fence();
        assertThat(atCarols.untaken("self")).noneMatch(frame -> frame.has("responses"));
    }

    @Test
    void where_only_moderators_post_all_vote_but_who_is_muted() {
        long seq = ask(atAnnas, poll());
        rest(anna)
                .patch("/conversations/" + room, Json.object("posting", "moderators"))
                .ok();
        rest(anna)
                .put("/conversations/" + room + "/mutes/" + carol.account(), Json.object())
                .ok();

        assertThat(refusal(() -> ask(atBens, poll()))).isEqualTo("conversation.announcements");
        assertThat(refusal(() -> vote(atBens, seq, 1))).isEqualTo("met");
        assertThat(refusal(() -> vote(atCarols, seq, 1))).isEqualTo("conversation.muted");
    }

    @Test
    void its_writer_or_a_moderator_closes_it_and_then_nobody_votes() {
        long bens = ask(atBens, poll());
        long annas = ask(atAnnas, poll());
        vote(atCarols, bens, 0);

        long rev = close(atBens, bens);

        JsonNode changed = atCarols.hear("changed", frame -> frame.path("rev").asLong() == rev);
        assertThat(changed.path("message").path("poll").has("closed")).isTrue();
        assertThat(votes(changed.path("message"))).containsExactly(1L, 0L);
        assertThat(refusal(() -> vote(atAnnas, bens, 1))).isEqualTo("poll.over");
        assertThat(refusal(() -> close(atBens, annas))).isEqualTo("conversation.role-too-low");
        long other = ask(atBens, poll());
        assertThat(rest(anna).post(path(other) + "/poll/close", null).status()).isEqualTo(200);
    }

    @Test
    void it_ends_at_its_time() {
        long seq = ask(atBens, poll().put("ends", Instant.now().minusSeconds(1).toString()));

        assertThat(refusal(() -> vote(atAnnas, seq, 0))).isEqualTo("poll.over");
    }

    @Test
    void whoever_was_away_finds_the_votes_and_their_own() {
        long seq = ask(atBens, poll());
        atAnnas.awaitPosition(room, seq);
        atAnnas.disconnect();
        vote(atCarols, seq, 1);
        assertThat(rest(anna)
                        .put(path(seq) + "/vote", Json.object("choices", List.of(0)))
                        .status())
                .isEqualTo(204);
        atBens.hear("changed", frame -> voters(frame.path("message")) == 2);

        atAnnas.connected(RealServer.url());

        assertThat(atAnnas.hear("self", frame -> frame.has("responses"))
                        .path("responses")
                        .path(0)
                        .path("choices")
                        .path(0)
                        .asInt(-1))
                .isZero();
        JsonNode told = atAnnas.hear("changes").path("conversations").path(0).path("messages");
        assertThat(votes(told.path(0))).containsExactly(1L, 1L);
    }

    @Test
    void a_deleted_message_loses_its_poll() {
        long seq = ask(atBens, poll());
        vote(atAnnas, seq, 0);

        atBens.delete(room, seq);

        assertThat(atBens.newest(room, 1).getFirst().has("poll")).isFalse();
        assertThat(refusal(() -> vote(atAnnas, seq, 0))).isEqualTo("message.deleted");
    }

    @Test
    void what_cannot_be_voted_on_is_not_posted() {
        assertThat(refusal(() -> ask(atBens, Json.object("options", List.of("only one")))))
                .isEqualTo("poll.malformed");
        assertThat(refusal(() -> ask(atBens, Json.object("options", List.of("the same", " the same ")))))
                .isEqualTo("poll.malformed");
        assertThat(rest(ben)
                        .post(
                                "/conversations/" + room + "/messages",
                                Json.object("id", UUID.randomUUID().toString(), "body", "Which day?", "poll", poll()))
                        .status())
                .isEqualTo(201);
    }

    private static ObjectNode poll() {
        return Json.object("options", List.of("Thursday", "Friday"));
    }

    private long ask(ChatClient client, ObjectNode poll) {
        return client.ask(Json.object(
                        "type",
                        "send",
                        "conversation",
                        room,
                        "id",
                        UUID.randomUUID().toString(),
                        "body",
                        "Which day?",
                        "poll",
                        poll))
                .path("seq")
                .asLong();
    }

    private void vote(ChatClient client, long seq, Integer... choices) {
        client.ask(Json.object("type", "vote", "conversation", room, "seq", seq, "choices", List.of(choices)));
    }

    private long close(ChatClient client, long seq) {
        return client.ask(Json.object("type", "closePoll", "conversation", room, "seq", seq))
                .path("rev")
                .asLong();
    }

    private static long voters(JsonNode message) {
        return message.path("poll").path("voters").asLong(-1);
    }

    private static List<Long> votes(JsonNode message) {
        return message.path("poll")
                .path("options")
                .valueStream()
                .map(option -> option.path("votes").asLong())
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
