package chat.parley.it.node;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** What the server posts later, for whoever may post it then. */
@NodeTest
class ScheduledIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login laptop;
    private ChatClient atAnnas;
    private ChatClient onPhone;
    private ChatClient onLaptop;
    private long room;

    @BeforeEach
    void ben_with_two_devices_in_annas_room() {
        anna = People.somebody("anna");
        String ben = People.withPassword("ben");
        laptop = Login.of(RealServer.url(), ben, People.PASSWORD, "laptop");
        Login phone = Login.of(RealServer.url(), ben, People.PASSWORD, "phone");
        room = rooms.group(anna, laptop);
        atAnnas = People.client(anna);
        onPhone = People.client(phone);
        onLaptop = People.client(laptop);
    }

    @Test
    void a_message_is_posted_at_its_time_under_its_id_and_only_its_writer_knows_before() {
        String id = schedule(onPhone, "Good morning", Duration.ofSeconds(2));

        JsonNode waits = told(onLaptop, "waiting");
        assertThat(waits.path("id").asText()).isEqualTo(id);
        assertThat(waits.path("body").asText()).isEqualTo("Good morning");
        assertThat(listed()).containsExactly(waits);
        assertThat(atAnnas.newest(room, 1).getFirst().path("format").asText()).isEqualTo("system");
        JsonNode posted = atAnnas.hearMessage(room, "Good morning");
        assertThat(posted.path("id").asText()).isEqualTo(id);
        assertThat(posted.path("sender").asLong()).isEqualTo(laptop.account());
        assertThat(told(onLaptop, "sent").has("body")).isFalse();
        assertThat(listed()).isEmpty();
        assertThat(refusal(() -> schedule(onPhone, id, "Again", Duration.ofHours(1))))
                .isEqualTo("scheduled.sent");
        atAnnas.fence();
        assertThat(atAnnas.untaken("self")).noneMatch(frame -> frame.has("scheduled"));
    }

    @Test
    void it_can_be_changed_sent_at_once_and_deleted() {
        String id = schedule(onPhone, "Good mornin", Duration.ofHours(1));
        schedule(onLaptop, id, "Good morning", Duration.ofHours(2));
        assertThat(listed()).hasSize(1);
        assertThat(listed().getFirst().path("body").asText()).isEqualTo("Good morning");

        rest().post("/me/scheduled/" + id + "/send", null).ok();
        atAnnas.hearMessage(room, "Good morning");

        String other = schedule(onPhone, "Never mind", Duration.ofHours(1));
        onLaptop.ask(Json.object("type", "unschedule", "id", other));
        told(onPhone, "deleted");
        assertThat(listed()).isEmpty();
        assertThat(rest().delete("/me/scheduled/" + other).status()).isEqualTo(204);
        assertThat(rest().post("/me/scheduled/" + other + "/send", null).code()).isEqualTo("scheduled.missing");
        String now = schedule(onPhone, "At once", Duration.ofSeconds(-1));
        assertThat(atAnnas.hearMessage(room, "At once").path("id").asText()).isEqualTo(now);
    }

    @Test
    void whoever_may_not_post_when_the_time_has_come_is_told_and_keeps_the_words() {
        schedule(onPhone, "Good morning", Duration.ofSeconds(2));
        rooms.remove(anna, room, laptop);

        JsonNode refused = told(onLaptop, "refused");

        assertThat(refused.path("problem").asText()).isEqualTo("conversation.not-member");
        assertThat(refused.path("body").asText()).isEqualTo("Good morning");
        assertThat(listed()).containsExactly(refused);
        assertThat(refusal(() -> schedule(onPhone, "Not here", Duration.ofHours(1))))
                .isEqualTo("conversation.not-member");
    }

    @Test
    void so_is_whoever_is_muted_or_banned_or_where_only_moderators_post() {
        String id = schedule(onPhone, "Good morning", Duration.ofSeconds(2));
        asAnna().put(at("/mutes/" + laptop.account()), Json.object()).ok();
        assertThat(told(onLaptop, "refused").path("problem").asText()).isEqualTo("conversation.muted");

        asAnna().delete(at("/mutes/" + laptop.account())).ok();
        asAnna().patch(at(""), Json.object("posting", "moderators")).ok();
        rest().post("/me/scheduled/" + id + "/send", null).ok();
        assertThat(told(onLaptop, "refused").path("problem").asText()).isEqualTo("conversation.announcements");

        asAnna().put(at("/bans/" + laptop.account()), Json.object()).ok();
        rest().post("/me/scheduled/" + id + "/send", null).ok();
        assertThat(told(onLaptop, "refused").path("problem").asText()).isEqualTo("conversation.banned");
    }

    @Test
    void in_slow_mode_it_waits_its_turn() {
        asAnna().patch(at(""), Json.object("slow", 2)).ok();
        onPhone.post(room, "first");

        schedule(onPhone, "second", Duration.ZERO);

        atAnnas.hearMessage(room, "second");
        told(onLaptop, "sent");
        onLaptop.fence();
        assertThat(onLaptop.untaken("self").toString()).doesNotContain("refused");
    }

    @Test
    void a_device_that_was_away_is_told_what_waits() {
        onLaptop.disconnect();
        String first = schedule(onPhone, "first", Duration.ofHours(1));
        String second = schedule(onPhone, "second", Duration.ofHours(2));
        onPhone.ask(Json.object("type", "unschedule", "id", first));

        onLaptop.connected(RealServer.url());

        JsonNode told = onLaptop.hear("self", frame -> frame.has("scheduled")).path("scheduled");
        assertThat(told)
                .extracting(each ->
                        each.path("id").asText() + " " + each.path("state").asText())
                .containsExactly(second + " waiting", first + " deleted");
    }

    @Test
    void by_rest_the_same_rules_hold() {
        String path = "/me/scheduled/" + UUID.randomUUID();
        JsonNode wish = Json.object(
                "conversation",
                room,
                "body",
                "later",
                "at",
                Instant.now().plusSeconds(3600).toString());

        assertThat(rest().put(path, wish).ok()).isEqualTo(listed().getFirst());
        assertThat(rest().put(
                                path,
                                Json.object(
                                        "conversation",
                                        room,
                                        "body",
                                        "later",
                                        "at",
                                        Instant.now().plus(Duration.ofDays(400)).toString()))
                        .code())
                .isEqualTo("scheduled.time");
        assertThat(refusal(() -> schedule(onPhone, " ", Duration.ofHours(1)))).isEqualTo("message.empty");
        assertThat(People.somebody("zoe").rest(RealServer.url()).put(path, wish).code())
                .isEqualTo("conversation.missing");
    }

    @Test
    void there_is_an_end_to_them() throws Exception {
        try (Connection connection = RealServer.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into scheduled_message (account_id, id, device_id, conversation_id, format, body,"
                    + " due_at, try_at, state, account_rev) select " + laptop.account() + ", gen_random_uuid(), 1, "
                    + room
                    + ", 'PLAIN', 'x', now() + interval '1 hour', now() + interval '1 hour', 'WAITING', 0"
                    + " from generate_series(1, 100)");
        }

        assertThat(refusal(() -> schedule(onPhone, "one more", Duration.ofHours(1))))
                .isEqualTo("scheduled.too-many");
    }

    private String schedule(ChatClient client, String body, Duration ahead) {
        return schedule(client, UUID.randomUUID().toString(), body, ahead);
    }

    private String schedule(ChatClient client, String id, String body, Duration ahead) {
        client.ask(Json.object(
                "type", "schedule",
                "conversation", room,
                "id", id,
                "body", body,
                "at", Instant.now().plus(ahead).toString()));
        return id;
    }

    private static JsonNode told(ChatClient client, String state) {
        return client.hear(
                        "self",
                        frame -> frame.path("scheduled")
                                .path(0)
                                .path("state")
                                .asText()
                                .equals(state))
                .path("scheduled")
                .path(0);
    }

    private List<JsonNode> listed() {
        return rest().get("/me/scheduled").ok().path("scheduled").valueStream().toList();
    }

    private Rest asAnna() {
        return anna.rest(RealServer.url());
    }

    private String at(String path) {
        return "/conversations/" + room + path;
    }

    private Rest rest() {
        return laptop.rest(RealServer.url());
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
