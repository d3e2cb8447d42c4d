package chat.parley.it.node;

import java.util.UUID;

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

/** A copy says whose words they are, and where they were said only to those who may see it. */
@NodeTest
class ForwardingIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login carol;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private ChatClient atCarols;
    private long there;
    private long here;

    @BeforeEach
    void two_rooms() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        carol = People.somebody("carol");
        there = rooms.group(anna, ben);
        here = rooms.group(anna, carol);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
        atCarols = People.client(carol);
    }

    @Test
    void a_copy_has_the_words_and_says_who_said_them() {
        long original = atBens.post(there, "the *small* one");

        long copy = forward(atAnnas, here, there, original);

        JsonNode message = atCarols.hearMessage(here, "the *small* one");
        assertThat(message.path("seq").asLong()).isEqualTo(copy);
        assertThat(message.path("sender").asLong()).isEqualTo(anna.account());
        assertThat(message.path("forwarded").asLong()).isEqualTo(ben.account());
        assertThat(message.toString()).doesNotContain("\"conversation\":" + there);
        assertThat(atCarols.newest(here, 1).getFirst().path("forwarded")).isEqualTo(message.path("forwarded"));
    }

    @Test
    void where_it_was_said_is_told_to_those_only_who_may_see_it() {
        long original = atBens.post(there, "the small one");
        long copy = forward(atAnnas, here, there, original);
        String path = "/conversations/" + here + "/messages/" + copy + "/source";

        JsonNode source = anna.rest(RealServer.url()).get(path).ok();

        assertThat(source.path("conversation").asLong()).isEqualTo(there);
        assertThat(source.path("seq").asLong()).isEqualTo(original);
        assertThat(carol.rest(RealServer.url()).get(path).code()).isEqualTo("message.missing");
        assertThat(ben.rest(RealServer.url()).get(path).code()).isEqualTo("conversation.missing");
        long own = atAnnas.post(here, "mine");
        assertThat(anna.rest(RealServer.url())
                        .get("/conversations/" + here + "/messages/" + own + "/source")
                        .code())
                .isEqualTo("message.missing");
    }

    @Test
    void what_happens_to_the_original_does_not_touch_the_copy() {
        long original = atBens.post(there, "the small one");
        long copy = forward(atAnnas, here, there, original);

        atBens.delete(there, original);

        assertThat(atCarols.newest(here, 1).getFirst().path("body").asText()).isEqualTo("the small one");
        assertThat(anna.rest(RealServer.url())
                        .get("/conversations/" + here + "/messages/" + copy + "/source")
                        .code())
                .isEqualTo("message.missing");
        assertThat(refusal(() -> forward(atAnnas, here, there, original))).isEqualTo("message.deleted");
    }

    @Test
    void of_a_copy_the_copy_names_who_said_it_first() {
        long original = atBens.post(there, "the small one");
        long copy = forward(atAnnas, here, there, original);
        long third = rooms.group(carol, ben);
        atBens.hear(
                "conversation", frame -> frame.path("conversation").path("id").asLong() == third);

        forward(atCarols, third, here, copy);

        assertThat(atBens.hearMessage(third, "the small one").path("forwarded").asLong())
                .isEqualTo(ben.account());
    }

    @Test
    void one_forwards_what_one_may_read_to_where_one_may_write() {
        long original = atBens.post(there, "the small one");
        long theirs = rooms.group(ben, carol);

        assertThat(refusal(() -> forward(atCarols, here, there, original))).isEqualTo("conversation.missing");
        assertThat(refusal(() -> forward(atAnnas, theirs, there, original))).isEqualTo("conversation.missing");
        assertThat(refusal(() -> forward(atAnnas, here, there, 99))).isEqualTo("message.missing");
        assertThat(refusal(() -> forward(atAnnas, here, there, 1))).isEqualTo("message.system");
    }

    @Test
    void by_rest_the_same_rules_hold_and_a_second_try_writes_nothing() {
        long original = atBens.post(there, "the small one");
        Rest annas = anna.rest(RealServer.url());
        String path = "/conversations/" + here + "/forwards";
        Object wish = Json.object("id", UUID.randomUUID().toString(), "from", there, "seq", original);

        Rest.Answer first = annas.post(path, wish);
        Rest.Answer second = annas.post(path, wish);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(carol.rest(RealServer.url()).post(path, wish).code()).isEqualTo("conversation.missing");
        assertThat(annas.post(path, Json.object("from", there, "seq", original)).code())
                .isEqualTo("request.malformed");
    }

    private static long forward(ChatClient client, long to, long from, long seq) {
        return client.ask(Json.object(
                        "type",
                        "forward",
                        "conversation",
                        to,
                        "id",
                        UUID.randomUUID().toString(),
                        "from",
                        from,
                        "seq",
                        seq))
                .path("seq")
                .asLong();
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
