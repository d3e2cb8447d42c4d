package chat.parley.it.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every path by which one person reaches or sees another, with an information barrier between the two. */
@NodeTest
class BarriersIT {

    private static final String PARTED = "conversation.parted";

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login chief;
    private Login rita;
    private Login sam;
    private Login carl;
    private long research;
    private long sales;

    @BeforeEach
    void people() {
        chief = People.administrator("chief");
        rita = People.somebody("rita");
        sam = People.somebody("sam");
        carl = People.somebody("carl");
        research = segment("Research", rita);
        sales = segment("Sales", sam);
    }

    @AfterEach
    void dissolve() {
        as(chief).delete("/admin/segments/" + research).ok();
        as(chief).delete("/admin/segments/" + sales).ok();
    }

    @Test
    void nobody_begins_anything_nor_comes_in_over_a_barrier() {
        long channel = rooms.channel(rita, carl);
        String token = as(rita).post("/conversations/" + channel + "/invitations", Json.object("uses", 5))
                .ok()
                .path("token")
                .asText();
        long asked = rooms.found(rita, "channel", "private", "all", carl);
        as(rita).patch("/conversations/" + asked, Json.object("requests", true)).ok();
        raise();

        assertThat(as(rita).post("/conversations", wish("direct", sam)).code()).isEqualTo(PARTED);
        assertThat(as(sam).post("/conversations", wish("direct", rita)).code()).isEqualTo(PARTED);
        assertThat(as(carl).post("/conversations", wish("group", rita, sam)).code())
                .isEqualTo(PARTED);
        assertThat(rooms.add(carl, channel, sam).code()).isEqualTo(PARTED);
        assertThat(as(sam).post("/conversations/" + channel + "/join", null).code())
                .isEqualTo(PARTED);
        assertThat(as(sam).post("/invitations/look", Json.object("token", token))
                        .code())
                .isEqualTo(PARTED);
        assertThat(as(sam).post("/invitations/accept", Json.object("token", token))
                        .code())
                .isEqualTo(PARTED);
        assertThat(as(sam).post("/conversations/" + asked + "/requests", Json.object())
                        .code())
                .isEqualTo(PARTED);
    }

    @Test
    void where_both_were_before_they_read_and_say_nothing() {
        long direct = rooms.found(rita, "direct", "private", "all", sam);
        long group = rooms.group(carl, rita, sam);
        long before = rooms.post(rita, group, id(), "hello").ok().path("seq").asLong();
        long poll = as(carl).post(
                        "/conversations/" + group + "/messages",
                        Json.object(
                                "id", id(), "body", "Which?", "poll", Json.object("options", List.of("this", "that"))))
                .ok()
                .path("seq")
                .asLong();
        long notes = rooms.group(rita);
        long note = rooms.post(rita, notes, id(), "a note").ok().path("seq").asLong();
        String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
        ChatClient atRitas = People.client(rita);
        raise();
        Patience.await(
                "barrier",
                Patience.USUAL,
                () -> rooms.post(rita, group, id(), "hello").code().equals(PARTED));

        String path = "/conversations/" + group + "/messages/" + before;
        assertThat(rooms.post(rita, direct, id(), "hello").code()).isEqualTo(PARTED);
        assertThat(rooms.post(sam, direct, id(), "hello").code()).isEqualTo(PARTED);
        assertThat(rooms.post(sam, group, id(), "hello").code()).isEqualTo(PARTED);
        assertThat(as(rita).patch(path, Json.object("body", "another")).code()).isEqualTo(PARTED);
        assertThat(as(sam).put(path + "/reactions/%F0%9F%91%8D", Json.object()).code())
                .isEqualTo(PARTED);
        assertThat(as(sam).put(path + "/pin", Json.object()).code()).isEqualTo(PARTED);
        assertThat(as(carl).patch("/conversations/" + group, Json.object("topic", "all of us"))
                        .status())
                .isEqualTo(200);
        for (ObjectNode frame : List.of(
                Json.object("type", "send", "conversation", group, "id", id(), "body", "hello"),
                Json.object("type", "edit", "conversation", group, "seq", before, "body", "another"),
                Json.object("type", "react", "conversation", group, "seq", before, "emoji", "👍", "on", true),
                Json.object("type", "pin", "conversation", group, "seq", before, "on", true),
                Json.object("type", "vote", "conversation", group, "seq", poll, "choices", List.of(0)),
                Json.object("type", "forward", "conversation", group, "id", id(), "from", notes, "seq", note),
                Json.object("type", "schedule", "conversation", group, "id", id(), "body", "later", "at", tomorrow))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> atRitas.ask(frame))
                    .satisfies(refused -> assertThat(refused.code()).isIn(PARTED, "message.parted"));
        }
        assertThat(rooms.numbers(sam, group)).contains(before);
        assertThat(rooms.post(carl, group, id(), "I may").status()).isEqualTo(201);
        assertThat(as(chief).get("/admin/barriers/overlaps?limit=200").ok().path("conversations"))
                .extracting(each -> each.path("conversation").asLong())
                .contains(direct, group);
    }

    @Test
    void nobody_finds_or_watches_whom_a_barrier_parts_them_from() {
        long shared = rooms.group(carl, rita);
        ChatClient atRitas = People.client(rita);
        ChatClient atSams = People.client(sam);
        atRitas.tell(Json.object("type", "watch", "accounts", List.of(sam.account())));
        atRitas.hear("presence", frame -> status(frame).equals("online"));
        // Before the node knew that Sam is here, it may have said that he is not
        atRitas.untaken("presence").forEach(_ -> atRitas.hear("presence"));
        long people = as(chief)
                .post(
                        "/user-groups",
                        Json.object(
                                "handle",
                                "all-" + sam.account(),
                                "name",
                                "All",
                                "accounts",
                                List.of(rita.account(), sam.account())))
                .ok()
                .path("id")
                .asLong();

        raise();

        atRitas.hear("presence", frame -> status(frame).equals("offline"));
        assertThat(found(rita, "/accounts?q=" + sam.username())).isEmpty();
        assertThat(found(rita, "/accounts?ids=" + sam.account())).isEmpty();
        assertThat(as(rita).get("/accounts/" + sam.account()).status()).isEqualTo(404);
        assertThat(found(rita, "/user-groups/" + people + "/members")).containsExactly(rita.account());
        assertThat(as(rita).get("/conversations/" + shared + "/mentionable?q=" + sam.username())
                        .ok()
                        .path("people"))
                .isEmpty();
        assertThat(found(carl, "/accounts?q=" + sam.username())).containsExactly(sam.account());
        as(chief).delete("/admin/barriers/" + research + "/" + sales).ok();
        atRitas.hear("presence", frame -> status(frame).equals("online"));
        assertThat(found(rita, "/accounts?ids=" + sam.account())).containsExactly(sam.account());
        assertThat(atSams.online()).isTrue();
    }

    @Test
    void nobodys_words_are_forwarded_over_it() {
        long researchers = rooms.group(carl, rita);
        long sellers = rooms.group(carl, sam);
        long said = rooms.post(rita, researchers, id(), "a finding")
                .ok()
                .path("seq")
                .asLong();
        raise();

        Rest.Answer answer = as(carl).post(
                        "/conversations/" + sellers + "/forwards",
                        Json.object("id", id(), "from", researchers, "seq", said));

        assertThat(answer.code()).isEqualTo("message.parted");
    }

    @Test
    void only_administrators_keep_segments() {
        assertThat(as(rita).get("/admin/segments").status()).isEqualTo(403);
        assertThat(as(rita).post("/admin/segments", Json.object("name", "Mine")).status())
                .isEqualTo(403);
        assertThat(as(rita).put("/admin/barriers/" + research + "/" + sales, Json.object())
                        .status())
                .isEqualTo(403);
        assertThat(as(rita).get("/admin/barriers/overlaps").status()).isEqualTo(403);
        assertThat(as(chief)
                        .post("/admin/segments", Json.object("name", "research " + rita.account()))
                        .code())
                .isEqualTo("segment.name-taken");
    }

    private long segment(String name, Login member) {
        long id = as(chief)
                .post("/admin/segments", Json.object("name", name + " " + member.account()))
                .ok()
                .path("id")
                .asLong();
        as(chief)
                .post("/admin/segments/" + id + "/members", Json.object("accounts", List.of(member.account())))
                .ok();
        return id;
    }

    private void raise() {
        as(chief).call("PUT", "/admin/barriers/" + research + "/" + sales, null).ok();
    }

    private static JsonNode wish(String kind, Login... members) {
        return Json.object(
                "kind",
                kind,
                "members",
                Arrays.stream(members).map(Login::account).toList());
    }

    private List<Long> found(Login by, String path) {
        return as(by).get(path).ok().path("accounts").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String status(JsonNode presence) {
        return presence.path("accounts").path(0).path("status").asText();
    }
}
