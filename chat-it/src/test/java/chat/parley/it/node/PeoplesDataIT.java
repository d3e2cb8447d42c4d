package chat.parley.it.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people can have, and what is done with what is kept about them. */
@NodeTest
class PeoplesDataIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login keeper;
    private Login anna;

    @BeforeEach
    void people() {
        keeper = People.administrator("keeper");
        anna = People.somebody("anna");
    }

    @Test
    void one_is_handed_all_that_is_kept_about_oneself() throws IOException, InterruptedException {
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        rooms.post(ben, room, UUID.randomUUID().toString(), "my own words").ok();
        rooms.post(anna, room, UUID.randomUUID().toString(), "annas words").ok();

        HttpResponse<byte[]> answer = export(ben);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        Map<String, String> files = unzip(answer.body());
        assertThat(files.get("account.jsonl")).contains(ben.username());
        assertThat(files.get("messages.jsonl")).contains("my own words");
        assertThat(files.get("memberships.jsonl")).contains("\"conversation\": " + room);
        assertThat(files.toString()).doesNotContain("annas words");
        export(ben);
        export(ben);
        assertThat(export(ben).statusCode()).isEqualTo(429);
    }

    @Test
    void who_rests_is_signed_out_and_cannot_sign_in_until_that_is_lifted() {
        String username = People.withPassword("ben");
        Login ben = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        ChatClient atBens = People.client(ben);

        as(keeper).call("PUT", at(ben, "/restriction"), null).ok();

        atBens.awaitClosed();
        assertThat(as(ben).get("/me").status()).isEqualTo(401);
        assertThat(Login.attempt(RealServer.url(), username, People.PASSWORD, "laptop")
                        .status())
                .isEqualTo(401);
        assertThat(as(anna).get("/accounts?q=" + username).ok().path("accounts"))
                .isEmpty();
        assertThat(as(keeper).post(at(ben, "/enable"), null).code()).isEqualTo("account.rests");
        assertThat(person(ben).has("restrictedAt")).isTrue();
        as(keeper).delete(at(ben, "/restriction")).ok();
        assertThat(person(ben).has("restrictedAt")).isFalse();
        Patience.await(
                "sign-in",
                Patience.USUAL,
                () -> Login.attempt(RealServer.url(), username, People.PASSWORD, "laptop")
                                .status()
                        == 200);
        assertThat(as(anna).call("PUT", at(ben, "/restriction"), null).status()).isEqualTo(403);
    }

    @Test
    void who_is_forgotten_has_no_name_and_no_words_and_others_see_it_at_once() {
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        ChatClient atAnnas = People.client(anna);
        rooms.post(ben, room, UUID.randomUUID().toString(), "forget this").ok();
        long seq = atAnnas.hearMessage(room, "forget this").path("seq").asLong();
        assertThat(as(keeper).get(at(ben, "/erasure")).ok().path("left").asLong())
                .isEqualTo(1);
        JsonNode wish = Json.object("username", ben.username(), "words", true);

        JsonNode begun = as(keeper).post(at(ben, "/erasure"), wish).ok();

        assertThat(begun.path("state").asText()).isEqualTo("running");
        Patience.await(
                "end of it",
                Patience.USUAL,
                () -> as(keeper)
                        .get(at(ben, "/erasure"))
                        .ok()
                        .path("state")
                        .asText()
                        .equals("done"));
        // Empty, or taken by a sweep of retention already
        assertThat(rooms.page(anna, room, "around=" + seq).toString()).doesNotContain("forget this");
        JsonNode account = as(anna).get("/accounts/" + ben.account()).ok();
        assertThat(account.path("displayName").asText()).isEqualTo("Deleted person " + ben.account());
        assertThat(account.toString()).doesNotContain(ben.username());
        assertThat(as(ben).get("/me").status()).isEqualTo(401);
        assertThat(person(ben).has("erasedAt")).isTrue();
        assertThat(as(keeper)
                        .put(at(ben, "/password"), Json.object("password", People.PASSWORD))
                        .code())
                .isEqualTo("account.erased");
        assertThat(as(keeper).post(at(ben, "/erasure"), wish).code()).isEqualTo("erasure.username");
        assertThat(as(anna).get(at(ben, "/erasure")).status()).isEqualTo(403);
        assertThat(RealServer.logs())
                .hasSizeGreaterThan(2)
                .allSatisfy(log -> assertThat(log).content().doesNotContain(ben.username(), "forget this"));
    }

    @Test
    void who_was_disabled_with_a_duty_is_forgotten_when_that_is_taken() {
        Login mod = People.with("moderation");
        JsonNode wish = Json.object("username", mod.username(), "words", false);
        as(keeper).post(at(mod, "/disable"), null).ok();
        assertThat(as(keeper).post(at(mod, "/erasure"), wish).code()).isEqualTo("account.duties");

        as(keeper).delete("/admin/duties/" + mod.account() + "/moderation").ok();

        assertThat(as(keeper).post(at(mod, "/erasure"), wish).ok().path("state").asText())
                .isEqualTo("done");
    }

    private JsonNode person(Login login) {
        return as(keeper).get(at(login, "")).ok().path("person");
    }

    private static HttpResponse<byte[]> export(Login login) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(RealServer.url().resolve("/api/v1/me/export"))
                                .header("Authorization", "Bearer " + login.accessToken())
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String at(Login login, String what) {
        return "/admin/people/" + login.account() + what;
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
