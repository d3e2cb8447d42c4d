package chat.parley.it.node;

import java.util.List;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Transport;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an organization says to everybody in it. */
@NodeTest
class TermsIT {

    private static final List<String> CALLS = List.of(
            "/conversations",
            "/accounts",
            "/me/devices",
            "/me/settings",
            "/me/hold-notices",
            "/admin/overview",
            "/admin/notices/terms/answers");

    private Login chief;
    private Login anna;

    @BeforeEach
    void people() {
        chief = People.administrator("chief");
        anna = People.somebody("anna");
    }

    @AfterEach
    void nothing_is_left_for_other_tests() {
        as(chief).put("/admin/notices/terms", Json.object("text", "")).ok();
        as(chief).put("/admin/notices/banner", Json.object("text", "")).ok();
    }

    @Test
    void one_agrees_to_each_version_for_oneself_and_only_to_the_newest() {
        long first = publish("Be kind.");
        assertThat(notices(anna).path("terms").has("accepted")).isFalse();

        JsonNode agreed = as(anna).post("/me/notices/terms/" + first, null).ok();

        assertThat(agreed.path("terms").path("accepted").asText()).isNotEmpty();
        assertThat(notices(chief).path("terms").has("accepted")).isFalse();
        long second = publish("Be kinder.");
        assertThat(second).isEqualTo(first + 1);
        assertThat(notices(anna).path("terms").path("text").asText()).isEqualTo("Be kinder.");
        assertThat(notices(anna).path("terms").has("accepted")).isFalse();
        assertThat(as(anna).post("/me/notices/terms/" + first, null).code()).isEqualTo("terms.other");
    }

    @Test
    void who_has_not_agreed_can_do_nothing_else_from_their_next_token_on() throws Exception {
        Login bert = Login.of(RealServer.url(), People.withPassword("bert"), People.PASSWORD, "phone");
        ChatClient atBerts = People.client(bert);
        long version = publish("Be kind.");
        as(bert).get("/conversations").ok();

        bert.refresh(RealServer.url());

        CALLS.forEach(call -> assertRefused(call, as(bert).get(call)));
        assertRefused("post", as(bert).post("/conversations", Json.object("kind", "group", "name", "Kind")));
        assertRefused("put", as(bert).put("/admin/notices/terms", Json.object("text", "")));
        assertThat(as(bert).get("/me").ok().path("id").asLong()).isEqualTo(bert.account());
        assertThatThrownBy(() -> atBerts.ask(Json.object("type", "renew", "token", bert.accessToken())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("terms.unagreed"));
        assertThat(atBerts.awaitClosed().code()).isEqualTo(4451);
        for (Transport each : Transport.values()) {
            ChatClient stranger = new ChatClient("stranger", bert, Recorder.inMemory()).by(each);
            stranger.open(new Upgrade(RealServer.url()));
            stranger.hello();
            assertThat(stranger.hear("error").path("problem").path("code").asText())
                    .isEqualTo("terms.unagreed");
            assertThat(stranger.awaitClosed().code()).as(each.name()).isEqualTo(4451);
        }

        as(bert).post("/me/notices/terms/" + version, null).ok();

        assertRefused("still the old token", as(bert).get("/conversations"));
        bert.refresh(RealServer.url());
        as(bert).get("/conversations").ok();
        atBerts.connected(RealServer.url()).fence();
    }

    @Test
    void who_does_not_agree_can_leave() {
        publish("Be kind.");
        Login bert = Login.of(RealServer.url(), People.withPassword("bert"), People.PASSWORD, "phone");
        assertRefused("at once", as(bert).get("/conversations"));

        as(bert).post("/auth/logout", null).ok();

        assertThat(as(bert).get("/me").code()).isEqualTo("auth.revoked");
    }

    @Test
    void who_has_agreed_and_who_has_not_is_known_page_by_page() {
        Login bert = People.somebody("bert");
        long version = publish("Be kind.");
        as(anna).post("/me/notices/terms/" + version, null).ok();

        JsonNode agreed =
                as(chief).get("/admin/notices/terms/answers?agreed=true").ok();
        assertThat(agreed.path("version").asLong()).isEqualTo(version);
        assertThat(agreed.path("agreed").asLong())
                .isEqualTo(agreed.path("people").size());
        assertThat(agreed.path("asked").asLong())
                .isGreaterThan(agreed.path("agreed").asLong());
        assertThat(agreed.path("people").findValuesAsText("account"))
                .contains(String.valueOf(anna.account()))
                .doesNotContain(String.valueOf(bert.account()));
        JsonNode waiting = as(chief)
                .get("/admin/notices/terms/answers?agreed=false&limit=1&after=" + (bert.account() - 1))
                .ok();
        assertThat(waiting.path("people").findValuesAsText("account")).containsExactly(String.valueOf(bert.account()));
        assertThat(waiting.path("people").get(0).has("agreed")).isFalse();
        assertThat(as(anna).get("/admin/notices/terms/answers").status()).isEqualTo(403);
    }

    @Test
    void a_banner_is_before_everybodys_eyes_until_it_is_taken_away() {
        as(chief)
                .put("/admin/notices/banner", Json.object("text", "Internal use only"))
                .ok();
        assertThat(notices(anna).path("banner").asText()).isEqualTo("Internal use only");

        as(chief).put("/admin/notices/banner", Json.object("text", "")).ok();

        assertThat(notices(anna).has("banner")).isFalse();
    }

    @Test
    void only_whose_duty_it_is_says_something_to_everybody() {
        assertThat(as(anna).put("/admin/notices/terms", Json.object("text", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(as(anna).put("/admin/notices/banner", Json.object("text", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(as(chief)
                        .put("/admin/notices/banner", Json.object("text", "x".repeat(301)))
                        .code())
                .isEqualTo("terms.text");
    }

    private static void assertRefused(String what, Rest.Answer answer) {
        assertThat(answer.status()).as(what).isEqualTo(403);
        assertThat(answer.code()).as(what).isEqualTo("terms.unagreed");
    }

    private long publish(String text) {
        return as(chief)
                .put("/admin/notices/terms", Json.object("text", text))
                .ok()
                .path("terms")
                .path("version")
                .asLong();
    }

    private static JsonNode notices(Login login) {
        return as(login).get("/me/notices").ok();
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
