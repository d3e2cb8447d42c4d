package chat.parley.it.node;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Supervision from a rule to the figures an examiner asks for. */
@NodeTest
class SupervisionIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private final Login anna = People.somebody("anna");
    private final Login olga = People.with("compliance");
    private final Login otto = People.with("compliance");

    @Test
    void what_has_a_word_of_the_lexicon_is_selected_opened_and_signed_off() throws Exception {
        String word = "tip" + UUID.randomUUID().toString().replace("-", "");
        long rule = as(olga).post(
                        "/admin/supervision/rules",
                        Json.object(
                                "name",
                                "Tips",
                                "words",
                                List.of(word),
                                "dueDays",
                                3,
                                "reviewers",
                                List.of(olga.account(), otto.account())))
                .ok()
                .path("id")
                .asLong();
        long room = rooms.group(anna);
        long said = say(room, "A " + word + "!");
        long plain = say(room, "Nothing of the kind");
        String mine = "/admin/supervision/items?state=open&mine=true&rule=" + rule;
        Patience.await("selection", Patience.USUAL, () -> !items(mine).isEmpty());

        JsonNode item = items(mine).path(0);
        assertThat(item.path("seq").asLong()).isEqualTo(said).isNotEqualTo(plain);
        assertThat(item.path("worded").asBoolean()).isTrue();
        String path = "/admin/supervision/items/" + item.path("id").asLong();
        assertThat(as(olga).get("/admin/supervision/waiting?mine=true&rule=" + rule)
                        .ok())
                .isEqualTo(Json.object("waiting", 1, "overdue", 0));
        assertThat(as(olga).post(path + "/sign-off", Json.object("state", "cleared"))
                        .code())
                .isEqualTo("supervision.unopened");
        assertThat(as(olga).get(path).ok().path("message").path("body").asText())
                .isEqualTo("A " + word + "!");
        as(olga).post(path + "/sign-off", Json.object("state", "escalated", "comment", "=1+1"))
                .ok();
        assertThat(as(otto).post(path + "/sign-off", Json.object("state", "cleared"))
                        .code())
                .isEqualTo("supervision.decided");
        assertThat(items(mine)).isEmpty();

        JsonNode ended =
                as(olga).post("/admin/supervision/rules/" + rule + "/end", null).ok();
        assertThat(ended.path("seed").asText()).hasSize(64);
        assertThat(NotedDeed.on("message " + room + "/" + said))
                .extracting(NotedDeed::deed)
                .containsExactly("SUPERVISION_OPENED", "SUPERVISION_ESCALATED");
        Login examiner = People.with("audit");
        assertThat(as(examiner).get("/admin/supervision/figures").ok().path("figures"))
                .anySatisfy(row -> {
                    assertThat(row.path("rule").asLong()).isEqualTo(rule);
                    assertThat(row.path("reviewer").asLong()).isEqualTo(olga.account());
                    assertThat(row.path("escalated").asLong()).isEqualTo(1);
                });
        String tables = "/admin/supervision/";
        assertThat(table(examiner, tables + "figures.csv"))
                .contains("\"" + rule + "\",\"" + olga.account() + "\",\"1\",\"1\",\"0\",\"1\"\r\n");
        assertThat(table(examiner, tables + "records.csv")).contains("\"'=1+1\"");
    }

    private JsonNode items(String path) {
        return as(olga).get(path).ok().path("items");
    }

    private long say(long room, String words) {
        return rooms.post(anna, room, UUID.randomUUID().toString(), words)
                .ok()
                .path("seq")
                .asLong();
    }

    private static String table(Login login, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(RealServer.url().resolve("/api/v1" + path))
                                    .header("Authorization", "Bearer " + login.accessToken())
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
