package chat.parley.it.node;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;

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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The emoji of an organization's own. */
@NodeTest
class EmojiIT {

    private Login ada;
    private Login ben;
    private String name;

    @BeforeEach
    void an_administrator_and_somebody() {
        ada = People.administrator("ada");
        ben = People.somebody("ben");
        name = "e" + Long.toString(System.nanoTime(), 36);
    }

    @Test
    void everybody_sees_what_an_administrator_adds() throws Exception {
        assertThat(add(ada, name, picture()).status()).isEqualTo(201);

        JsonNode emoji = listed(ben, name);
        assertThat(emoji.path("by").asLong()).isEqualTo(ada.account());
        HttpResponse<byte[]> picture = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(RealServer.url()
                                        .resolve("/api/v1/emoji/pictures/"
                                                + emoji.path("key").asText()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(picture());
        assertThat(picture.headers().allValues("Content-Type")).containsExactly("image/png");
        assertThat(picture.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
        assertThat(picture.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(picture.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @Test
    void only_administrators_add_and_remove() throws IOException {
        assertThat(add(ben, name, picture()).code()).isEqualTo("auth.administrator-only");
        add(ada, name, picture()).ok();
        assertThat(rest(ben).delete("/emoji/" + name).code()).isEqualTo("auth.administrator-only");

        assertThat(add(ada, name, picture()).code()).isEqualTo("emoji.exists");
        rest(ada).delete("/emoji/" + name).ok();

        assertThat(rest(ada).delete("/emoji/" + name).code()).isEqualTo("emoji.missing");
        assertThat(rest(ben).get("/emoji").ok().findValuesAsText("name")).doesNotContain(name);
    }

    @Test
    void what_is_none_is_refused() throws IOException {
        assertThat(add(ada, "No", picture()).code()).isEqualTo("emoji.name");
        assertThat(add(ada, name, "<svg/>".getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo("emoji.picture");
        assertThat(rest(ada).put("/emoji/" + name, "{}").code()).isEqualTo("request.malformed");
        assertThat(rest(ben).get("/emoji/pictures/none").code()).isEqualTo("emoji.missing");
    }

    @Test
    void one_reacts_with_what_there_is_and_takes_back_what_there_was() throws IOException {
        long room = Rooms.at(RealServer.url()).group(ada, ben);
        ChatClient atBens = People.client(ben);
        long seq = atBens.post(room, "done");
        String sign = ":" + name + ":";
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> react(atBens, room, seq, sign, true))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("reaction.emoji"));

        add(ada, name, picture()).ok();
        react(atBens, room, seq, sign, true);
        assertThat(atBens.hear("changed")
                        .path("message")
                        .path("reactions")
                        .path(0)
                        .path("emoji")
                        .asText())
                .isEqualTo(sign);
        rest(ada).delete("/emoji/" + name).ok();

        react(atBens, room, seq, sign, false);
        assertThat(atBens.newest(room, 1).getFirst().has("reactions")).isFalse();
    }

    private static void react(ChatClient client, long room, long seq, String emoji, boolean on) {
        client.ask(Json.object("type", "react", "conversation", room, "seq", seq, "emoji", emoji, "on", on));
    }

    static Rest.Answer add(Login who, String name, byte[] picture) {
        return rest(who)
                .put(
                        "/emoji/" + name,
                        Json.object("picture", Base64.getEncoder().encodeToString(picture)));
    }

    private static JsonNode listed(Login who, String name) {
        return rest(who)
                .get("/emoji")
                .ok()
                .path("emoji")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }

    private static Rest rest(Login who) {
        return who.rest(RealServer.url());
    }
}
