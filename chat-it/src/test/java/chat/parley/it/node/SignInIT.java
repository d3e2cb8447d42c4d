package chat.parley.it.node;

import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Signing in, staying signed in, and the end of it. */
@NodeTest
class SignInIT {

    private final Rest nobody = Rest.at(RealServer.url());

    @Test
    void a_password_gives_tokens_and_says_who_one_is() {
        String anna = People.withPassword("anna");

        JsonNode session = attempt(anna, People.PASSWORD).ok();

        assertThat(session.path("account").path("username").asText()).isEqualTo(anna);
        assertThat(session.path("account").path("displayName").asText()).isEqualTo("anna");
        assertThat(session.path("expiresIn").asLong()).isEqualTo(15 * 60);
        Rest.Answer me = nobody.as(() -> session.path("accessToken").asText()).get("/me");
        assertThat(me.ok().path("id")).isEqualTo(session.path("account").path("id"));
        assertThat(me.body().path("organization").asText()).isEqualTo("parley");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
        Rest.Answer wrong = attempt(People.withPassword("anna"), "not her password");
        Rest.Answer unknown = attempt("nobody-" + UUID.randomUUID(), People.PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("auth.failed");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void a_problem_is_told_as_rfc_9457_says() {
        Rest.Answer answer = attempt("nobody-" + UUID.randomUUID(), People.PASSWORD);

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:parley:problem:auth.failed");
        assertThat(answer.body().path("status").asInt()).isEqualTo(401);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }

    @Test
    void a_login_without_a_name_is_malformed() {
        Rest.Answer answer = nobody.post("/auth/login", Json.object("password", "x", "device", "d"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.malformed");
    }

    @Test
    void guessing_is_slowed_down_and_says_for_how_long() {
        String anna = People.withPassword("anna");

        Rest.Answer answer = attempt(anna, "guess 0");
        for (int guess = 1; guess < 20 && answer.status() != 429; guess++) {
            answer = attempt(anna, "guess " + guess);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("auth.throttled");
        assertThat(answer.body().path("retryAfter").asLong()).isPositive();
    }

    @Test
    void whoever_is_being_guessed_at_still_signs_in_on_a_device_they_use() {
        String anna = People.withPassword("anna");
        String device = UUID.randomUUID().toString();
        Login.of(RealServer.url(), anna, People.PASSWORD, device);
        for (int guess = 0; attempt(anna, "guess " + guess).status() != 429; guess++) {
            assertThat(guess).isLessThan(20);
        }

        Rest.Answer again = Login.attempt(RealServer.url(), anna, People.PASSWORD, device);

        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_gives_fresh_ones() {
        Login anna = login("anna");
        String first = anna.refreshToken();
        String access = anna.accessToken();

        anna.refresh(RealServer.url());

        assertThat(anna.refreshToken()).isNotEqualTo(first);
        assertThat(anna.accessToken()).isNotEqualTo(access);
        assertThat(anna.rest(RealServer.url()).get("/me").status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_that_was_used_before_its_successor_ends_the_device() {
        Login anna = login("anna");
        String stolen = anna.refreshToken();
        anna.refresh(RealServer.url());
        anna.refresh(RealServer.url());

        Rest.Answer thief = nobody.post("/auth/refresh", Json.object("refreshToken", stolen));

        assertThat(thief.status()).isEqualTo(401);
        assertThat(nobody.post("/auth/refresh", Json.object("refreshToken", anna.refreshToken()))
                        .status())
                .isEqualTo(401);
        assertThat(anna.rest(RealServer.url()).get("/me").code()).isEqualTo("auth.revoked");
    }

    @Test
    void an_invented_refresh_token_lets_nobody_in() {
        Rest.Answer answer = nobody.post("/auth/refresh", Json.object("refreshToken", "invented"));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_device_and_its_socket() {
        Login anna = login("anna");
        ChatClient client = People.client(anna);

        anna.rest(RealServer.url()).post("/auth/logout", null).ok();

        assertThat(client.awaitClosed().code()).isEqualTo(4401);
        assertThat(anna.rest(RealServer.url()).get("/me").code()).isEqualTo("auth.revoked");
    }

    @Test
    void another_password_signs_out_the_other_devices() {
        String username = People.withPassword("anna");
        Login here = Login.of(RealServer.url(), username, People.PASSWORD, "here");
        Login there = Login.of(RealServer.url(), username, People.PASSWORD, "there");

        here.rest(RealServer.url())
                .put("/me/password", Json.object("current", People.PASSWORD, "next", "another horse battery"))
                .ok();

        assertThat(there.rest(RealServer.url()).get("/me").status()).isEqualTo(401);
        assertThat(here.rest(RealServer.url()).get("/me").status()).isEqualTo(200);
        assertThat(attempt(username, "another horse battery").status()).isEqualTo(200);
    }

    @Test
    void without_a_token_there_is_nothing_to_see() {
        for (String path : new String[] {"/me", "/me/devices", "/conversations", "/channels", "/accounts?q=a"}) {
            assertThat(nobody.get(path).code()).as(path).isEqualTo("auth.required");
        }
    }

    @Test
    void a_forged_token_lets_nobody_in() {
        String token = login("anna").accessToken();
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "c2lnbmVkIGJ5IG5vYm9keQ";

        assertThat(nobody.as(() -> forged).get("/me").status()).isEqualTo(401);
    }

    @Test
    void what_is_the_operators_is_not_an_administrators() {
        Login anna = login("anna");

        Rest.Answer answer = anna.rest(RealServer.url()).post("/operator/accounts", Json.object("username", "mallory"));

        assertThat(answer.status()).isEqualTo(403);
    }

    private static Login login(String name) {
        return Login.of(
                RealServer.url(),
                People.withPassword(name),
                People.PASSWORD,
                UUID.randomUUID().toString());
    }

    private static Rest.Answer attempt(String username, String password) {
        return Login.attempt(
                RealServer.url(), username, password, UUID.randomUUID().toString());
    }
}
