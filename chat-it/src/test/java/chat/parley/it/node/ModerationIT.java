package chat.parley.it.node;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is kept from writing, and who hears of it. */
@NodeTest
class ModerationIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login gus;
    private long room;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        gus = People.somebody("gus");
        room = rooms.channel(anna, ben, gus);
    }

    @Test
    void whoever_is_muted_is_shown_why_and_the_others_that_it_is_so() {
        ChatClient atBens = People.client(ben);
        ChatClient atGuss = People.client(gus);
        Instant until = Instant.now().plus(1, ChronoUnit.HOURS);

        JsonNode imposed = as(anna).put(
                        at("/mutes/" + gus.account()), Json.object("until", until.toString(), "reason", "too loud"))
                .ok();

        JsonNode conversation = atGuss.hear(
                        "conversation",
                        frame -> frame.path("conversation").path("muted").isObject())
                .path("conversation");
        assertThat(conversation.path("muted").path("reason").asText()).isEqualTo("too loud");
        assertThat(conversation.path("muted").path("until")).isEqualTo(imposed.path("until"));
        JsonNode told =
                Json.read(atBens.hear("message", frame -> frame.path("seq").asLong() == 2)
                        .path("body")
                        .asText());
        assertThat(told.path("event").asText()).isEqualTo("muted");
        assertThat(told.has("reason")).isFalse();
        assertThat(post(gus).code()).isEqualTo("conversation.muted");
        assertThat(rooms.numbers(gus, room)).containsExactly(1L, 2L);
    }

    @Test
    void whoever_was_away_when_they_were_muted_learns_of_it_on_coming_back() {
        ChatClient atGuss = People.client(gus);
        atGuss.disconnect();
        as(anna).put(at("/mutes/" + gus.account()), Json.object()).ok();

        atGuss.connected(RealServer.url());

        JsonNode changes =
                atGuss.hear("changes", frame -> !frame.path("conversations").isEmpty());
        assertThat(changes.path("conversations")
                        .path(0)
                        .path("conversation")
                        .path("muted")
                        .isObject())
                .isTrue();
    }

    @Test
    void whoever_is_set_free_writes_again() {
        as(anna).put(at("/mutes/" + gus.account()), Json.object()).ok();
        assertThat(as(anna).get(at("/mutes")).ok().path("mutes"))
                .extracting(mute -> mute.path("account").asLong())
                .containsExactly(gus.account());

        as(anna).delete(at("/mutes/" + gus.account())).ok();

        assertThat(post(gus).status()).isEqualTo(201);
        assertThat(as(anna).get(at("/mutes")).ok().path("mutes")).isEmpty();
    }

    @Test
    void whoever_is_banned_is_gone_and_does_not_come_back_before_it_is_lifted() {
        ChatClient atGuss = People.client(gus);

        as(anna).put(at("/bans/" + gus.account()), Json.object("reason", "enough"))
                .ok();

        assertThat(atGuss.hear("removed").path("seq").asLong()).isEqualTo(2);
        assertThat(as(gus).post(at("/join"), null).code()).isEqualTo("conversation.banned");
        assertThat(rooms.add(anna, room, gus).code()).isEqualTo("member.banned");
        as(anna).delete(at("/bans/" + gus.account())).ok();
        assertThat(as(gus).post(at("/join"), null).status()).isEqualTo(200);
    }

    @Test
    void in_slow_mode_the_second_message_waits_and_the_first_can_be_tried_again() {
        as(anna).patch(at(""), Json.object("slow", 600)).ok();
        String first = UUID.randomUUID().toString();
        long seq = rooms.post(gus, room, first, "first").ok().path("seq").asLong();

        Rest.Answer refused = post(gus);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("conversation.slow");
        assertThat(refused.body().path("retryAfter").asLong()).isBetween(590_000L, 600_000L);
        assertThat(as(gus).post(at("/messages"), draft("body", "aside", "thread", seq))
                        .code())
                .isEqualTo("conversation.slow");
        assertThat(as(gus).post(at("/forwards"), draft("from", room, "seq", seq))
                        .code())
                .isEqualTo("conversation.slow");
        assertThat(rooms.post(gus, room, first, "first").status()).isEqualTo(200);
        assertThat(post(anna).status()).isEqualTo(201);
        assertThat(post(anna).status()).isEqualTo(201);
    }

    @Test
    void where_there_are_announcements_members_read() {
        ChatClient atGuss = People.client(gus);
        as(anna).patch(at(""), Json.object("posting", "moderators")).ok();
        atGuss.hear(
                "conversation",
                frame -> frame.path("conversation").path("posting").asText().equals("moderators"));

        assertThat(post(gus).code()).isEqualTo("conversation.announcements");
        long seq = post(anna).ok().path("seq").asLong();
        atGuss.hear("message", frame -> frame.path("seq").asLong() == seq);
    }

    private static Object draft(String one, Object first, String other, Object second) {
        return Json.object("id", UUID.randomUUID().toString(), one, first, other, second);
    }

    private Rest.Answer post(Login by) {
        return rooms.post(by, room, UUID.randomUUID().toString(), "hello");
    }

    private Rest as(Login login) {
        return login.rest(RealServer.url());
    }

    private String at(String path) {
        return "/conversations/" + room + path;
    }
}
