package chat.parley.it.node;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Posting: acknowledged when it exists, once, under a number without gaps. */
@NodeTest
class SendingIT {

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
    void a_message_is_acknowledged_and_delivered_to_all_its_sender_included() {
        Sending hello = atAnnas.send(room, "hello Ben");

        assertThat(hello.acknowledged()).isEqualTo(2);
        JsonNode here = atAnnas.hearMessage(room, "hello Ben");
        JsonNode there = atBens.hearMessage(room, "hello Ben");
        assertThat(there).isEqualTo(here);
        assertThat(there.path("seq").asLong()).isEqualTo(2);
        assertThat(there.path("id").asText()).isEqualTo(hello.id());
        assertThat(there.path("sender").asLong()).isEqualTo(anna.account());
        assertThat(there.path("rev").asLong()).isZero();
        assertThat(there.path("format").asText()).isEqualTo("markdown");
        assertThat(there.path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void a_resend_is_answered_with_the_first_number_and_writes_nothing() {
        Sending hello = atAnnas.send(room, "hello");
        long first = hello.acknowledged();

        JsonNode again =
                atAnnas.ask(Json.object("type", "send", "conversation", room, "id", hello.id(), "body", "hello"));
        Rest.Answer byRest = rooms.post(anna, room, hello.id(), "hello");
        long next = atAnnas.post(room, "next");

        assertThat(again.path("seq").asLong()).isEqualTo(first);
        assertThat(byRest.status()).isEqualTo(200);
        assertThat(byRest.body().path("seq").asLong()).isEqualTo(first);
        assertThat(byRest.body().path("at")).isEqualTo(again.path("at"));
        assertThat(next).isEqualTo(first + 1);
    }

    @Test
    void a_resend_in_the_same_moment_is_one_message() {
        Sending hello = new ArrayList<>(List.of(atAnnas.send(room, "hello"))).getFirst();
        IntStream.range(0, 5).forEach(_ -> atAnnas.send(hello));

        assertThat(hello.acknowledged()).isEqualTo(2);
        atAnnas.fence();
        assertThat(rooms.numbers(ben, room)).containsExactly(1L, 2L);
    }

    @Test
    void two_people_may_use_the_same_id() {
        String id = UUID.randomUUID().toString();

        assertThat(rooms.post(anna, room, id, "of Anna").status()).isEqualTo(201);
        assertThat(rooms.post(ben, room, id, "of Ben").status()).isEqualTo(201);
    }

    @Test
    void messages_of_many_at_once_get_numbers_without_gaps_and_everybody_sees_one_order() {
        List<Sending> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.add(atAnnas.send(room, "Anna's " + i));
            sent.add(atBens.send(room, "Ben's " + i));
        }

        List<Long> numbers = sent.stream().map(Sending::acknowledged).sorted().toList();
        atAnnas.awaitPosition(room, 41);
        atBens.awaitPosition(room, 41);

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(2, 41).boxed().toList());
        assertThat(atAnnas.untaken("message")).isEqualTo(atBens.untaken("message"));
        assertThat(atBens.untaken("message"))
                .extracting(frame -> frame.path("seq").asLong())
                .isEqualTo(LongStream.rangeClosed(2, 41).boxed().toList());
    }

    @Test
    void what_one_connection_sends_keeps_its_order() {
        List<Sending> sent = IntStream.range(0, 40)
                .mapToObj(i -> atAnnas.send(room, "number " + i))
                .toList();

        assertThat(sent.stream().map(Sending::acknowledged)).isSorted();
    }

    @Test
    void several_frames_in_one_message_are_all_answered() {
        String one = send(UUID.randomUUID(), "one", 901);
        String two = send(UUID.randomUUID(), "two", 902);
        String page =
                Json.object("type", "history", "ref", 903, "conversation", room).toString();

        atAnnas.sayRaw(one + "\n" + two + "\n" + page + "\n");

        assertThat(atAnnas.hear("ok", ref(901)).path("seq").asLong()).isEqualTo(2);
        assertThat(atAnnas.hear("ok", ref(902)).path("seq").asLong()).isEqualTo(3);
        assertThat(atAnnas.hear("ok", ref(903)).path("messages")).hasSize(3);
    }

    @Test
    void a_body_is_neither_empty_nor_too_long_and_its_length_counts_in_bytes() {
        assertThat(refusal(room, "")).isEqualTo("message.empty");
        assertThat(refusal(room, " \n\t ")).isEqualTo("message.empty");
        assertThat(refusal(room, "x".repeat(32_769))).isEqualTo("message.too-long");
        assertThat(refusal(room, "🌻".repeat(8_193))).isEqualTo("message.too-long");
        assertThat(atAnnas.post(room, "🌻".repeat(8_192))).isEqualTo(2);
        assertThat(atAnnas.post(room, "x".repeat(32_768))).isEqualTo(3);
    }

    @Test
    void what_cannot_be_stored_is_refused_and_its_neighbours_are_not() {
        Sending before = atAnnas.send(room, "before");
        Sending bad = atAnnas.send(room, "nul \u0000 inside");
        Sending after = atAnnas.send(room, "after");

        assertThat(before.acknowledged()).isEqualTo(2);
        assertThat(after.acknowledged()).isEqualTo(3);
        assertThatThrownBy(bad::acknowledged).isInstanceOf(Refusal.class);
    }

    @Test
    void any_text_comes_back_as_it_was_sent() {
        String text = "Grüße, 你好, שלום, \uD83D\uDC69\u200D\uD83D\uDCBB \"quoted\" \\ back\nnew\tline </script> \u2028";

        long seq = atAnnas.post(room, text);

        assertThat(atBens.hear("message", f -> f.path("seq").asLong() == seq)
                        .path("body")
                        .asText())
                .isEqualTo(text);
        assertThat(rooms.page(ben, room, "limit=1")
                        .path("messages")
                        .path(0)
                        .path("body")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void strangers_do_not_post_and_learn_nothing() {
        ChatClient atZoes = People.client(People.somebody("zoe"));

        assertThat(refusal(atZoes, room, "let me in")).isEqualTo("conversation.missing");
        assertThat(refusal(atZoes, 987_654_321, "anybody?")).isEqualTo("conversation.missing");
        assertThat(refusal(atZoes, -1, "anybody?")).isEqualTo("conversation.missing");
    }

    @Test
    void whoever_was_removed_does_not_post_any_more() {
        atBens.post(room, "still here");

        rooms.remove(anna, room, ben).ok();

        assertThat(refusal(atBens, room, "and now?")).isEqualTo("conversation.not-member");
    }

    @Test
    void into_an_archived_conversation_nobody_posts() {
        anna.rest(RealServer.url()).delete("/conversations/" + room).ok();

        assertThat(refusal(room, "too late")).isEqualTo("conversation.archived");
    }

    @Test
    void a_reply_names_the_message_it_answers() {
        long question = atAnnas.post(room, "who is there?");

        atBens.tell(Json.object(
                "type",
                "send",
                "ref",
                77,
                "conversation",
                room,
                "id",
                UUID.randomUUID(),
                "body",
                "I am",
                "replyTo",
                question));

        assertThat(atAnnas.hearMessage(room, "I am").path("replyTo").asLong()).isEqualTo(question);
    }

    @Test
    void whoever_posts_too_fast_is_told_to_wait_and_loses_nothing() {
        List<Sending> sent = IntStream.range(0, 120)
                .mapToObj(i -> atAnnas.send(room, "flood " + i))
                .toList();
        atAnnas.fence();

        List<Sending> refused = sent.stream()
                .filter(each -> each.seq().isCompletedExceptionally())
                .toList();
        JsonNode error = atAnnas.hear("error");
        assertThat(refused).isNotEmpty();
        assertThat(error.path("problem").path("code").asText()).isEqualTo("rate.messages");
        assertThat(error.path("problem").path("status").asInt()).isEqualTo(429);
        assertThat(error.path("problem").path("retryAfter").asLong()).isPositive();
        Sending first = refused.getFirst();
        Patience.await(
                "room for one more message",
                Patience.USUAL,
                () -> rooms.post(anna, room, first.id(), first.body()).status() == 201);
    }

    @Test
    void by_rest_a_message_is_created_and_heard_on_the_socket() {
        Rest.Answer answer = rooms.post(anna, room, UUID.randomUUID().toString(), "by REST");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("seq").asLong()).isEqualTo(2);
        assertThat(atBens.hearMessage(room, "by REST").path("at"))
                .isEqualTo(answer.body().path("at"));
    }

    @Test
    void by_rest_an_id_is_needed_and_has_to_be_one() {
        Rest asAnna = anna.rest(RealServer.url());
        String messages = "/conversations/" + room + "/messages";

        assertThat(asAnna.post(messages, Json.object("body", "no id")).code()).isEqualTo("request.malformed");
        assertThat(asAnna.post(messages, Json.object("id", "7", "body", "odd id"))
                        .status())
                .isEqualTo(400);
    }

    private String refusal(long conversation, String body) {
        return refusal(atAnnas, conversation, body);
    }

    private static String refusal(ChatClient client, long conversation, String body) {
        try {
            return "posted as " + client.post(conversation, body);
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private String send(UUID id, String body, long ref) {
        return Json.object("type", "send", "ref", ref, "conversation", room, "id", id, "body", body)
                .toString();
    }

    private static Predicate<JsonNode> ref(long ref) {
        return frame -> frame.path("ref").asLong() == ref;
    }
}
