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

/** A thread is a part of its conversation's log, shown beside it. */
@NodeTest
class ThreadsIT extends ThreeInARoom {

    @Test
    void a_reply_is_told_like_any_message_and_the_root_says_that_there_is_a_thread() {
        long root = atAnnas.post(room, "which key?");

        long reply = answer(atBens, root, "the small one");

        JsonNode message = atCarols.hearMessage(room, "the small one");
        assertThat(message.path("seq").asLong()).isEqualTo(reply).isEqualTo(root + 1);
        assertThat(message.path("thread").asLong()).isEqualTo(root);
        JsonNode changed = atCarols.hear("changed");
        assertThat(changed.path("seq").asLong()).isEqualTo(root);
        assertThat(changed.path("rev").asLong()).isEqualTo(1);
        JsonNode replies = changed.path("message").path("replies");
        assertThat(replies.path("count").asLong()).isEqualTo(1);
        assertThat(replies.path("seq").asLong()).isEqualTo(reply);
        assertThat(replies.path("at")).isEqualTo(message.path("at"));
        assertThat(replies.path("accounts")).extracting(JsonNode::asLong).containsExactly(ben.account());
        assertThat(atCarols.newest(room, 2).getFirst()).isEqualTo(changed.path("message"));
        assertThat(replies(carol, root))
                .extracting(each -> each.path("seq").asLong())
                .containsExactly(reply);
    }

    @Test
    void whoever_was_away_is_told_the_replies_and_the_root() {
        long root = atAnnas.post(room, "which key?");
        atCarols.awaitPosition(room, root);
        atCarols.disconnect();
        answer(atBens, root, "the small one");
        answer(atAnnas, root, "thanks");

        atCarols.connected(RealServer.url());

        JsonNode told = atCarols.hear("changes").path("conversations").path(0);
        assertThat(told.path("rev").asLong()).isEqualTo(2);
        assertThat(told.path("messages"))
                .extracting(each -> each.path("body").asText() + " "
                        + each.path("replies").path("count").asLong())
                .containsExactly("which key? 2", "the small one 0", "thanks 0");
        assertThat(told.path("conversation").path("unread").asLong()).isEqualTo(2);
    }

    @Test
    void who_takes_part_follows_and_is_told_what_is_unread() {
        long root = atAnnas.post(room, "which key?");
        long first = answer(atBens, root, "the small one");
        answer(atBens, root, "no, the large one");

        JsonNode annas = threads(anna).getFirst();
        assertThat(annas.path("root").path("seq").asLong()).isEqualTo(root);
        assertThat(annas.path("unread").asLong()).isEqualTo(2);
        assertThat(threads(ben).getFirst().path("unread").asLong()).isZero();
        assertThat(threads(carol)).isEmpty();

        atAnnas.tell(Json.object("type", "read", "conversation", room, "seq", first, "thread", root));
        JsonNode told = atAnnas.hear("self", frame -> frame.has("threads"))
                .path("threads")
                .path(0);
        assertThat(told.path("seq").asLong()).isEqualTo(root);
        assertThat(told.path("following").asBoolean()).isTrue();
        assertThat(told.path("read").asLong()).isEqualTo(first);
        assertThat(threads(anna).getFirst().path("unread").asLong()).isEqualTo(1);
        atBens.post(room, "by the way, not in the thread");
        anna.rest(RealServer.url())
                .post("/conversations/" + room + "/read", Json.object("seq", first + 100, "thread", root))
                .ok();
        assertThat(threads(anna).getFirst().path("read").asLong()).isEqualTo(first + 1);
        assertThat(anna.rest(RealServer.url())
                        .get("/me/threads?unread=true")
                        .ok()
                        .path("threads"))
                .isEmpty();
    }

    @Test
    void one_follows_and_stops_by_hand_and_ones_devices_are_told_also_later() {
        long root = atAnnas.post(room, "which key?");
        answer(atBens, root, "the small one");

        follow(atCarols, root, true);

        JsonNode told = atCarols.hear("self", frame -> frame.has("threads"))
                .path("threads")
                .path(0);
        assertThat(told.path("following").asBoolean()).isTrue();
        assertThat(threads(carol).getFirst().path("unread").asLong()).isEqualTo(1);
        atBens.fence();
        assertThat(atBens.untaken("self")).isEmpty();
        atCarols.disconnect();
        String path = "/conversations/" + room + "/messages/" + root + "/follow";
        assertThat(carol.rest(RealServer.url()).delete(path).status()).isEqualTo(204);
        assertThat(carol.rest(RealServer.url()).delete(path).status()).isEqualTo(204);
        atCarols.connected(RealServer.url());
        assertThat(atCarols.hear("self", frame -> frame.has("threads"))
                        .path("threads")
                        .path(0)
                        .path("following")
                        .asBoolean())
                .isFalse();
        assertThat(threads(carol)).isEmpty();
    }

    @Test
    void a_deleted_reply_is_not_counted_and_the_root_says_so() {
        long root = atAnnas.post(room, "which key?");
        long reply = answer(atBens, root, "the small one");
        answer(atBens, root, "no, the large one");
        atAnnas.hear("changed", frame -> frame.path("rev").asLong() == 2);

        atBens.delete(room, reply);

        JsonNode changed = atAnnas.hear("changed", frame -> frame.path("rev").asLong() == 4);
        assertThat(changed.path("seq").asLong()).isEqualTo(root);
        assertThat(changed.path("message").path("replies").path("count").asLong())
                .isEqualTo(1);
    }

    @Test
    void a_thread_has_one_level_and_a_root_one_may_see() {
        long root = atAnnas.post(room, "which key?");
        long reply = answer(atBens, root, "the small one");
        long closed = rooms.groupSinceJoining(anna, ben);
        long before = atAnnas.post(closed, "among us");
        rooms.add(anna, closed, carol).ok();

        assertThat(refusal(() -> answer(atBens, reply, "why?"))).isEqualTo("message.thread-missing");
        assertThat(refusal(() -> answer(atBens, 1, "why?"))).isEqualTo("message.thread-missing");
        assertThat(refusal(() -> answer(atBens, 99, "why?"))).isEqualTo("message.thread-missing");
        assertThat(refusal(() -> answer(atCarols, closed, before, "why?"))).isEqualTo("message.thread-missing");
        assertThat(refusal(() -> follow(atBens, reply, true))).isEqualTo("message.no-root");
        Rest carols = carol.rest(RealServer.url());
        assertThat(carols.get("/conversations/" + closed + "/messages/" + before + "/thread")
                        .code())
                .isEqualTo("message.missing");
        assertThat(carols.get("/conversations/" + room + "/messages/" + reply + "/thread")
                        .code())
                .isEqualTo("message.no-root");
    }

    @Test
    void by_rest_one_answers_too_and_reads_page_by_page() {
        long root = atAnnas.post(room, "which key?");
        Rest bens = ben.rest(RealServer.url());
        for (String body : List.of("one", "two", "three")) {
            bens.post(
                            "/conversations/" + room + "/messages",
                            Json.object("id", UUID.randomUUID().toString(), "body", body, "thread", root))
                    .ok();
        }

        String path = "/conversations/" + room + "/messages/" + root + "/thread";
        JsonNode newest = bens.get(path + "?limit=2").ok();
        JsonNode oldest = bens.get(path + "?limit=2&after=0").ok();

        assertThat(newest.path("messages"))
                .extracting(each -> each.path("body").asText())
                .containsExactly("two", "three");
        assertThat(newest.path("more").asBoolean()).isTrue();
        assertThat(oldest.path("messages"))
                .extracting(each -> each.path("body").asText())
                .containsExactly("one", "two");
        assertThat(bens.get(path + "?before=" + (root + 2)).ok().path("messages"))
                .hasSize(1);
    }

    private long answer(ChatClient client, long root, String body) {
        return answer(client, room, root, body);
    }

    private static long answer(ChatClient client, long conversation, long root, String body) {
        return client.ask(Json.object(
                        "type",
                        "send",
                        "conversation",
                        conversation,
                        "id",
                        UUID.randomUUID().toString(),
                        "body",
                        body,
                        "thread",
                        root))
                .path("seq")
                .asLong();
    }

    private void follow(ChatClient client, long root, boolean on) {
        client.ask(Json.object("type", "follow", "conversation", room, "seq", root, "on", on));
    }

    private List<JsonNode> replies(Login who, long root) {
        return who.rest(RealServer.url())
                .get("/conversations/" + room + "/messages/" + root + "/thread")
                .ok()
                .path("messages")
                .valueStream()
                .toList();
    }

    private List<JsonNode> threads(Login who) {
        return who.rest(RealServer.url())
                .get("/me/threads")
                .ok()
                .path("threads")
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
