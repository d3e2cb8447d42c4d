package chat.parley.it.node;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Reporting, deciding about it, appealing; and who hears of it, there or coming back. */
@NodeTest
class ReportsIT {

    private static final String CASES = "/moderation/cases";

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login gus;
    private Login mia;
    private long room;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        gus = People.somebody("gus");
        mia = People.somebody("mia");
        room = rooms.group(anna, ben, gus, mia);
        rooms.role(anna, room, mia, "moderator").ok();
    }

    @Test
    void a_report_is_told_to_those_who_decide_and_the_decision_to_both_sides() {
        ChatClient atAnnas = People.client(anna);
        ChatClient atBens = People.client(ben);
        ChatClient atGuss = People.client(gus);
        long before = say(ben, "I would paint it blue");
        long seq = say(gus, "You are a fool");

        JsonNode report = report(ben, seq).ok();

        atAnnas.hear("self", frame -> frame.path("queue").asBoolean());
        assertThat(atBens.hear("self", frame -> frame.has("reports"))
                        .path("reports")
                        .path(0))
                .isEqualTo(report);
        long id = report.path("id").asLong();
        JsonNode file = as(anna).post(CASES + "/" + id + "/take", null).ok();
        assertThat(file.path("messages"))
                .extracting(message -> message.path("seq").asLong())
                .containsExactly(before, seq);
        decide(anna, id, Json.object("decision", "remove", "why", "Be kind"));

        atBens.hear(
                "changed",
                frame -> frame.path("seq").asLong() == seq
                        && frame.path("message").has("deleted"));
        JsonNode decision = atGuss.hear("self", frame -> frame.has("decisions"))
                .path("decisions")
                .path(0);
        assertThat(decision.path("decision").asText()).isEqualTo("remove");
        assertThat(decision.path("why").asText()).isEqualTo("Be kind");
        assertThat(atBens.hear("self", frame -> frame.has("reports"))
                        .path("reports")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("acted");
        assertThat(as(gus).get("/me/decisions")
                        .ok()
                        .path("decisions")
                        .path(0)
                        .path("words")
                        .asText())
                .isEqualTo("You are a fool");
        assertThat(as(ben).get("/reports")
                        .ok()
                        .path("reports")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("acted");
        assertThat(as(anna).get(CASES + "?state=closed&conversation=" + room)
                        .ok()
                        .path("cases"))
                .hasSize(1);
    }

    @Test
    void whoever_was_away_learns_on_coming_back() {
        ChatClient atMias = People.client(mia);
        ChatClient atBens = People.client(ben);
        ChatClient atGuss = People.client(gus);
        List.of(atMias, atBens, atGuss).forEach(ChatClient::disconnect);
        long id = report(ben, say(gus, "You are a fool")).ok().path("id").asLong();

        atMias.connected(RealServer.url());
        atMias.hear("self", frame -> frame.path("queue").asBoolean());
        as(mia).post(CASES + "/" + id + "/take", null).ok();
        decide(mia, id, Json.object("decision", "warn", "why", "Be kind"));
        atBens.connected(RealServer.url());
        atGuss.connected(RealServer.url());

        assertThat(atBens.hear("self", frame -> frame.has("reports"))
                        .path("reports")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("acted");
        assertThat(atGuss.hear("self", frame -> frame.has("decisions"))
                        .path("decisions")
                        .path(0)
                        .path("decision")
                        .asText())
                .isEqualTo("warn");
    }

    @Test
    void two_do_not_decide_at_once_and_an_appeal_is_somebody_elses() {
        long id = report(ben, say(gus, "You are a fool")).ok().path("id").asLong();
        String at = CASES + "/" + id;
        as(anna).post(at + "/take", null).ok();
        assertThat(as(mia).post(at + "/take", null).code()).isEqualTo("case.taken");
        assertThat(as(mia).post(at + "/decision", Json.object("decision", "dismiss"))
                        .code())
                .isEqualTo("case.not-taken");
        String until = Instant.now().plus(1, ChronoUnit.HOURS).toString();
        decide(anna, id, Json.object("decision", "mute", "why", "Be kind", "until", until));
        assertThat(as(anna).post(at + "/take", null).code()).isEqualTo("case.decided");
        assertThat(post(gus).code()).isEqualTo("conversation.muted");

        as(gus).post("/me/decisions/" + id + "/appeal", Json.object("text", "It was a quotation"))
                .ok();

        assertThat(as(gus).post("/me/decisions/" + id + "/appeal", Json.object("text", "Again"))
                        .code())
                .isEqualTo("appeal.made");
        assertThat(as(anna).get(at).code()).isEqualTo("case.missing");
        as(mia).post(at + "/take", null).ok();
        as(mia).post(at + "/answer", Json.object("reversed", true, "why", "So it was"))
                .ok();
        assertThat(post(gus).status()).isEqualTo(201);
        assertThat(as(ben).get("/reports")
                        .ok()
                        .path("reports")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("reversed");
    }

    @Test
    void what_was_said_between_two_is_for_the_administrators_and_only_as_far_as_it_was_reported() {
        Login root = People.administrator("root");
        long direct = rooms.found(gus, "direct", "private", "all", ben);
        long seq = rooms.post(gus, direct, UUID.randomUUID().toString(), "I know where you live")
                .ok()
                .path("seq")
                .asLong();
        long id = as(ben).post("/reports", Json.object("conversation", direct, "seq", seq, "reason", "violence"))
                .ok()
                .path("id")
                .asLong();
        String at = CASES + "/" + id;

        assertThat(as(anna).get(at).code()).isEqualTo("case.missing");
        assertThat(as(root).get(at).ok().path("messages").path(0).path("body").asText())
                .isEqualTo("I know where you live");
        assertThat(as(root).get("/conversations/" + direct + "/messages").code())
                .isEqualTo("conversation.missing");
        as(root).post(at + "/take", null).ok();
        decide(root, id, Json.object("decision", "remove", "why", "A threat"));
        assertThat(rooms.page(ben, direct, "around=" + seq).path("messages").findValuesAsText("body"))
                .doesNotContain("I know where you live");
    }

    @Test
    void the_audit_log_says_who_did_what_from_where_and_stays_as_it_is() throws SQLException {
        long seq = say(gus, "You are a fool");
        long id = report(ben, seq).ok().path("id").asLong();
        as(anna).post(CASES + "/" + id + "/take", null).ok();
        decide(anna, id, Json.object("decision", "remove", "why", "Be kind"));

        assertThat(noted("case " + id))
                .containsExactly(tuple("REPORT", ben.account()), tuple("CASE_DECIDED", anna.account()));
        assertThat(noted("message " + room + "/" + seq)).containsExactly(tuple("MESSAGE_REMOVED", anna.account()));
        assertThat(noted("member " + room + "/" + mia.account())).containsExactly(tuple("ROLE", anna.account()));
    }

    /** By whom what was done to this, from here and on a device. */
    private static List<Tuple> noted(String subject) throws SQLException {
        List<NotedDeed> noted = NotedDeed.on(subject);
        assertThat(noted)
                .allMatch(each -> each.device() > 0)
                .extracting(NotedDeed::address)
                .containsOnly("127.0.0.1");
        return noted.stream().map(each -> tuple(each.deed(), each.account())).toList();
    }

    private Rest.Answer report(Login by, long seq) {
        return as(by).post(
                        "/reports",
                        Json.object(
                                "conversation", room, "seq", seq, "reason", "harassment", "text", "This is about me."));
    }

    private void decide(Login by, long id, Object decision) {
        as(by).post(CASES + "/" + id + "/decision", decision).ok();
    }

    private long say(Login by, String words) {
        return rooms.post(by, room, UUID.randomUUID().toString(), words)
                .ok()
                .path("seq")
                .asLong();
    }

    private Rest.Answer post(Login by) {
        return rooms.post(by, room, UUID.randomUUID().toString(), "hello");
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
