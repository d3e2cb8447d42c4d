package chat.parley.it.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Messages are judged before they are posted, however they come in. */
@NodeTest
class ScreeningIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login gus;
    private long room;

    /** Said now and then to see whether a rule holds yet. */
    private final String probe = "probe" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        gus = People.somebody("gus");
        room = rooms.group(anna, ben, gus);
    }

    @Test
    void a_held_message_is_nowhere_until_a_moderator_releases_it_and_then_once() {
        rule(words("hold", "pineapple"));
        ChatClient atBens = People.client(ben);
        ChatClient atGuss = People.client(gus);
        String id = UUID.randomUUID().toString();
        int before = rooms.numbers(gus, room).size();

        JsonNode told = atBens.ask(send(id, "Pineapple on pizza"));

        assertThat(told.path("held").asBoolean()).isTrue();
        assertThat(told.has("seq")).isFalse();
        assertThat(atBens.ask(send(id, "Pineapple on pizza")).path("held").asBoolean())
                .isTrue();
        JsonNode own =
                atBens.hear("self", frame -> frame.has("held")).path("held").path(0);
        assertThat(own.path("state").asText()).isEqualTo("held");
        assertThat(own.path("body").asText()).isEqualTo("Pineapple on pizza");
        assertThat(own.path("words").asText()).isEqualTo("Somebody looks at it first.");
        assertThat(rooms.numbers(gus, room)).hasSize(before);
        assertThat(rooms.numbers(ben, room)).hasSize(before);
        assertThat(rooms.get(anna, room).ok().path("held").asInt()).isEqualTo(2);
        assertThat(rooms.get(ben, room).ok().has("held")).isFalse();
        assertThat(as(ben).get(at("/held")).code()).isEqualTo("conversation.role-too-low");

        JsonNode item = heldBy(ben);
        JsonNode released = as(anna).post(at("/held/" + item.path("number").asLong() + "/release"), null)
                .ok();
        long seq = released.path("seq").asLong();

        JsonNode message = atGuss.hearMessage(room, "Pineapple on pizza");
        assertThat(message.path("id").asText()).isEqualTo(id);
        assertThat(message.path("sender").asLong()).isEqualTo(ben.account());
        assertThat(message.path("seq").asLong()).isEqualTo(seq);
        atBens.hear("self", frame -> state(frame).equals("released"));
        assertThat(as(anna).post(at("/held/" + item.path("number").asLong() + "/release"), null)
                        .ok()
                        .path("seq")
                        .asLong())
                .isEqualTo(seq);
        assertThat(atBens.ask(send(id, "Pineapple on pizza")).path("seq").asLong())
                .isEqualTo(seq);
        assertThat(rooms.numbers(gus, room)).hasSize(before + 1);
        assertThat(as(anna).post(at("/held/" + item.path("number").asLong() + "/drop"), Json.object())
                        .code())
                .isEqualTo("held.decided");
    }

    @Test
    void whoever_was_away_learns_on_coming_back_that_their_message_was_dropped_and_why() {
        rule(words("hold", "pineapple"));
        ChatClient atBens = People.client(ben);
        String id = UUID.randomUUID().toString();
        Rest.Answer answer = as(ben).post(at("/messages"), Json.object("id", id, "body", "pineapple"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("held").asBoolean()).isTrue();
        atBens.hear("self", frame -> state(frame).equals("held"));
        atBens.disconnect();

        as(anna).post(
                        at("/held/" + heldBy(ben).path("number").asLong() + "/drop"),
                        Json.object("reason", "Not on pizza"))
                .ok();

        atBens.connected(RealServer.url());
        JsonNode told = atBens.hear("self", frame -> state(frame).equals("dropped"))
                .path("held")
                .path(0);
        assertThat(told.path("id").asText()).isEqualTo(id);
        assertThat(told.path("reason").asText()).isEqualTo("Not on pizza");
        assertThat(told.has("body")).isFalse();
        Rest.Answer again = as(ben).post(at("/messages"), Json.object("id", id, "body", "pineapple"));
        assertThat(again.code()).isEqualTo("message.refused");
        assertThat(again.body().path("detail").asText()).isEqualTo("Not on pizza");
    }

    @Test
    void a_device_without_a_checkpoint_is_told_what_is_held() {
        rule(words("hold", "pineapple"));
        rooms.post(ben, room, UUID.randomUUID().toString(), "pineapple").ok();

        JsonNode told = People.client(ben).hear("self", frame -> frame.has("held"));

        assertThat(told.path("held").path(0).path("body").asText()).isEqualTo("pineapple");
    }

    @Test
    void what_is_refused_is_refused_on_every_way_with_the_words_of_the_rule() {
        String early = UUID.randomUUID().toString();
        long before = rooms.post(ben, room, early, "I like pineapple")
                .ok()
                .path("seq")
                .asLong();
        long root = rooms.post(ben, room, UUID.randomUUID().toString(), "A root")
                .ok()
                .path("seq")
                .asLong();
        long elsewhere = rooms.group(ben);
        long original = rooms.post(ben, elsewhere, UUID.randomUUID().toString(), "pineapple")
                .ok()
                .path("seq")
                .asLong();
        rule(words("refuse", "pineapple"));
        ChatClient atBens = People.client(ben);

        assertThatThrownBy(() -> atBens.post(room, "More pineapple")).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.code()).isEqualTo("message.refused");
            assertThat(no.problem().path("detail").asText()).isEqualTo("Somebody looks at it first.");
        });
        for (Rest.Answer answer : List.of(
                rooms.post(ben, room, UUID.randomUUID().toString(), "pineapple"),
                as(ben).post(at("/messages"), draft("body", "pineapple", "thread", root)),
                as(ben).post(at("/forwards"), draft("from", elsewhere, "seq", original)),
                as(ben).patch(at("/messages/" + root), Json.object("body", "pineapple")))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("message.refused");
        }
        assertThatThrownBy(() -> atBens.edit(room, root, "pineapple"))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("message.refused"));
        assertThat(rooms.post(ben, room, UUID.randomUUID().toString(), "apple").status())
                .isEqualTo(201);
        Rest.Answer again = rooms.post(ben, room, early, "I like pineapple");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("seq").asLong()).isEqualTo(before);
    }

    @Test
    void a_number_is_black_before_anybody_reads_it() {
        as(anna).post(
                        at("/rules"),
                        Json.object(
                                "kind",
                                "numbers",
                                "verdict",
                                "redact",
                                "name",
                                "Cards",
                                "words",
                                "No cards.",
                                "terms",
                                List.of("card")))
                .ok();
        ChatClient atGuss = People.client(gus);
        String id = UUID.randomUUID().toString();
        Patience.await("rule that holds", Patience.USUAL, () -> {
            post(ben, "4111 1111 1111 1111").ok();
            return newest().equals("████");
        });

        long seq = as(ben).post(at("/messages"), Json.object("id", id, "body", "It is 4111 1111 1111 1111!"))
                .ok()
                .path("seq")
                .asLong();

        assertThat(atGuss.hearMessage(room, "It is ████!").path("seq").asLong()).isEqualTo(seq);
        assertThat(as(ben).post(at("/messages"), Json.object("id", id, "body", "It is 4111 1111 1111 1111!"))
                        .status())
                .isEqualTo(200);
        as(ben).patch(at("/messages/" + seq), Json.object("body", "No, 5555-5555-5555-4444"))
                .ok();
        assertThat(newest()).isEqualTo("No, ████");
    }

    @Test
    void whoever_is_warned_sends_it_anyway_and_moderators_find_it() {
        as(anna).post(at("/rules"), words("warn", "pineapple")).ok();
        Patience.await(
                "rule that holds",
                Patience.USUAL,
                () -> post(ben, "pineapple").code().equals("message.warned"));
        ChatClient atBens = People.client(ben);
        String id = UUID.randomUUID().toString();

        assertThatThrownBy(() -> atBens.ask(send(id, "pineapple"))).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.code()).isEqualTo("message.warned");
            assertThat(no.problem().path("detail").asText()).isEqualTo("Somebody looks at it first.");
        });
        assertThat(atBens.ask(send(id, "pineapple").put("anyway", true))
                        .path("seq")
                        .asLong())
                .isPositive();

        assertThat(flagged()).isNotEmpty();
    }

    @Test
    void the_bench_says_what_rules_would_do_and_where() {
        Login chief = People.administrator("chief");
        ObjectNode rule = Json.object(
                "kind",
                "numbers",
                "verdict",
                "redact",
                "name",
                "Cards",
                "words",
                "No cards.",
                "terms",
                List.of("card"));

        JsonNode tried = as(chief)
                .post("/admin/screening/test", Json.object("text", "It is 4111 1111 1111 1111!", "rule", rule))
                .ok();

        assertThat(tried.path("verdict").asText()).isEqualTo("redact");
        assertThat(tried.path("text").asText()).isEqualTo("It is ████!");
        assertThat(tried.path("rules").path(0).path("matches").path(0)).isEqualTo(Json.object("from", 6, "to", 25));
        assertThat(as(chief)
                        .post("/admin/screening/test", Json.object("text", "It is 4111 1111 1111 1112!", "rule", rule))
                        .ok()
                        .path("rules"))
                .isEmpty();
        assertThat(as(ben).post("/admin/screening/test", Json.object("text", "x"))
                        .status())
                .isEqualTo(403);
    }

    private String newest() {
        return as(gus).get(at("/messages?limit=1"))
                .ok()
                .path("messages")
                .path(0)
                .path("body")
                .asText();
    }

    @Test
    void a_flagged_message_is_posted_and_listed_until_a_moderator_has_looked() {
        rule(words("flag", "pineapple"));
        long seq = rooms.post(ben, room, UUID.randomUUID().toString(), "pineapple!")
                .ok()
                .path("seq")
                .asLong();
        long edited = rooms.post(gus, room, UUID.randomUUID().toString(), "apple")
                .ok()
                .path("seq")
                .asLong();
        as(gus).patch(at("/messages/" + edited), Json.object("body", "pine, I mean pineapple"))
                .ok();

        List<JsonNode> flagged = flagged();

        assertThat(flagged).extracting(each -> each.path("seq").asLong()).contains(seq, edited);
        assertThat(as(ben).get(at("/flagged")).code()).isEqualTo("conversation.role-too-low");
        for (JsonNode each : flagged) {
            as(anna).delete(at("/flagged/" + each.path("number").asLong())).ok();
        }
        assertThat(flagged()).isEmpty();
        as(gus).patch(at("/messages/" + edited), Json.object("body", "pineapple again"))
                .ok();
        assertThat(flagged()).hasSize(1);
    }

    @Test
    void an_organizations_rule_holds_everywhere_and_is_its_administrators() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        assertThat(as(anna).get("/rules").code()).isEqualTo("auth.administrator-only");
        assertThat(as(anna).post("/rules", words("refuse", probe)).code()).isEqualTo("auth.administrator-only");
        long id = admin.post("/rules", words("hold", probe)).ok().path("id").asLong();
        try {
            Patience.await(
                    "rule that holds", Patience.USUAL, () -> post(anna, probe).status() == 202);
            long direct = rooms.found(ben, "direct", "private", "all", gus);

            assertThat(rooms.post(ben, direct, UUID.randomUUID().toString(), probe)
                            .code())
                    .isEqualTo("message.refused");
            JsonNode outcome = as(anna).post(at("/rules/trial"), Json.object("text", "a " + probe))
                    .ok();
            assertThat(outcome.path("verdict").asText()).isEqualTo("hold");
            assertThat(outcome.path("organization").asBoolean()).isTrue();
            assertThat(as(anna).get(at("/rules")).ok().path("rules")).isEmpty();
            assertThat(admin.put("/rules/" + id, words("refuse", probe))
                            .ok()
                            .path("verdict")
                            .asText())
                    .isEqualTo("refuse");
            Patience.await(
                    "changed rule",
                    Patience.USUAL,
                    () -> post(anna, probe).code().equals("message.refused"));
            JsonNode off = admin.put("/rules/" + id + "/state", Json.object("state", "off"))
                    .ok();
            assertThat(off.path("off").asBoolean()).isTrue();
            assertThat(off.path("terms").path(0).asText()).isEqualTo(probe);
            Patience.await(
                    "rule that is off", Patience.USUAL, () -> post(anna, probe).status() == 201);
            assertThat(as(anna).put("/rules/" + id + "/state", Json.object("state", "on"))
                            .code())
                    .isEqualTo("auth.administrator-only");
        } finally {
            admin.delete("/rules/" + id).ok();
        }
        Patience.await(
                "end of the rule", Patience.USUAL, () -> post(anna, probe).status() == 201);
        assertThat(admin.delete("/rules/" + id).code()).isEqualTo("screening.missing");
    }

    @Test
    void rules_are_tried_before_they_matter_and_what_makes_no_sense_or_is_too_large_together_is_refused() {
        as(anna).post(
                        at("/rules"),
                        Json.object(
                                "kind",
                                "links",
                                "verdict",
                                "refuse",
                                "name",
                                "Links",
                                "words",
                                "No links.",
                                "terms",
                                List.of("evil.example")))
                .ok();
        as(anna).post(
                        at("/rules"),
                        Json.object(
                                "kind",
                                "patterns",
                                "verdict",
                                "flag",
                                "name",
                                "Numbers",
                                "words",
                                "Looked at.",
                                "terms",
                                List.of("\\b\\d{16}\\b")))
                .ok();

        assertThat(trial("see https://EVIL.example/x").path("name").asText()).isEqualTo("Links");
        assertThat(trial("4111111111111111").path("verdict").asText()).isEqualTo("flag");
        assertThat(trial("nothing").path("verdict").asText()).isEqualTo("allow");
        for (String pattern : List.of("(", "(a{1000}){1000}", "(?=a)", "a{480}")) {
            Rest.Answer answer = as(anna).post(
                            at("/rules"),
                            Json.object(
                                    "kind",
                                    "patterns",
                                    "verdict",
                                    "flag",
                                    "name",
                                    "n",
                                    "words",
                                    "w",
                                    "terms",
                                    List.of(pattern)));
            assertThat(answer.code()).as(pattern).isEqualTo("screening.rule");
        }
        assertThat(as(anna).post(at("/rules"), Json.object("kind", "smells")).code())
                .isEqualTo("request.malformed");
    }

    @Test
    void saying_the_same_again_and_again_is_noticed() {
        as(anna).post(
                        at("/rules"),
                        Json.object(
                                "kind",
                                "repeats",
                                "verdict",
                                "refuse",
                                "name",
                                "Repeats",
                                "words",
                                "Once is enough.",
                                "most",
                                2,
                                "seconds",
                                600))
                .ok();

        Patience.await(
                "rule that holds",
                Patience.USUAL,
                () -> post(ben, "Vote for me! " + probe).code().equals("message.refused"));

        assertThat(post(ben, "vote FOR me " + probe).code()).isEqualTo("message.refused");
        assertThat(post(gus, "Vote for me! " + probe).status()).isEqualTo(201);
        assertThat(post(ben, "Something else").status()).isEqualTo(201);
    }

    @Test
    void the_operators_classifier_is_asked_and_its_absence_counts_as_the_rule_says() throws IOException {
        as(anna).post(at("/rules"), classifier("hold", false)).ok();
        HttpServer service = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), RealServer.CLASSIFIER_PORT), 0);
        service.createContext("/labels", exchange -> {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = (text.contains("pineapple") ? "{\"labels\":[\"fruit\"]}" : "{\"labels\":[]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        try {
            Patience.await(
                    "classifier", Patience.USUAL, () -> post(ben, "pineapple").status() == 202);
            assertThat(post(ben, "apple").status()).isEqualTo(201);
        } finally {
            service.stop(0);
        }

        assertThat(post(ben, "pineapple").status()).isEqualTo(201);
        as(anna).post(at("/rules"), classifier("refuse", true)).ok();
        Patience.await(
                "closed rule", Patience.USUAL, () -> post(gus, "hello").code().equals("screening.away"));
    }

    @Test
    void whoever_has_left_does_not_post_by_a_moderators_hand() {
        rule(words("hold", "pineapple"));
        post(gus, "pineapple").ok();
        rooms.remove(gus, room, gus).ok();

        Rest.Answer answer =
                as(anna).post(at("/held/" + heldBy(gus).path("number").asLong() + "/release"), null);

        assertThat(answer.code()).isEqualTo("conversation.not-member");
        assertThat(heldBy(gus).path("body").asText()).isEqualTo("pineapple");
    }

    /** Sets a rule and waits until it holds. */
    private void rule(ObjectNode rule) {
        as(anna).post(at("/rules"), rule).ok();
        boolean flags = rule.path("verdict").asText().equals("flag");
        Patience.await("rule that holds", Patience.USUAL, () -> {
            Rest.Answer answer = post(anna, probe);
            boolean met = answer.status() == 202 || answer.code().equals("message.refused");
            return flags ? !flagged().isEmpty() : met;
        });
        flagged()
                .forEach(each -> as(anna).delete(
                                at("/flagged/" + each.path("number").asLong()))
                        .ok());
    }

    private ObjectNode words(String verdict, String word) {
        return Json.object(
                "kind",
                "words",
                "verdict",
                verdict,
                "name",
                "A rule",
                "words",
                "Somebody looks at it first.",
                "terms",
                List.of(word, probe));
    }

    private static ObjectNode classifier(String verdict, boolean unasked) {
        return Json.object(
                "kind",
                "classifier",
                "verdict",
                verdict,
                "name",
                "Fruit",
                "words",
                "No fruit.",
                "terms",
                List.of("fruit"),
                "unasked",
                unasked);
    }

    private JsonNode trial(String text) {
        return as(anna).post(at("/rules/trial"), Json.object("text", text)).ok();
    }

    private List<JsonNode> flagged() {
        return as(anna).get(at("/flagged")).ok().path("flagged").valueStream().toList();
    }

    private JsonNode heldBy(Login sender) {
        return as(anna).get(at("/held"))
                .ok()
                .path("held")
                .valueStream()
                .filter(each -> each.path("sender").asLong() == sender.account())
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode send(String id, String body) {
        return Json.object("type", "send", "conversation", room, "id", id, "body", body);
    }

    private static ObjectNode draft(String one, Object first, String other, Object second) {
        return Json.object("id", UUID.randomUUID().toString(), one, first, other, second);
    }

    private Rest.Answer post(Login login, String body) {
        return rooms.post(login, room, UUID.randomUUID().toString(), body);
    }

    private static String state(JsonNode self) {
        return self.path("held").path(0).path("state").asText();
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }

    private String at(String path) {
        return "/conversations/" + room + path;
    }
}
