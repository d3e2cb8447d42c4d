package chat.parley.it.node;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.ClientCopy;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.launcher.PublicKeys;
import chat.parley.launcher.SweepVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A rule about keeping, from its draft to the certificate: what goes is gone everywhere, and for everybody alike. */
@NodeTest
class RetentionIT {

    private static final String RULES = "/admin/retention/rules";

    private final Rooms rooms = Rooms.at(RealServer.url());
    private final String secret = "secret-" + UUID.randomUUID();
    private Login anna;
    private Login ben;
    private Login carol;
    private Rest officer;
    private long room;

    @BeforeEach
    void people_in_a_room() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        carol = People.somebody("carol");
        officer = People.with("compliance").rest(RealServer.url());
        room = rooms.group(anna, ben, carol);
    }

    @Test
    void what_a_rule_lets_go_is_gone_for_everybody_and_that_is_proved() throws Exception {
        ClientCopy live = new ClientCopy();
        ClientCopy away = new ClientCopy();
        ChatClient always = live.client("always", ben).connected(RealServer.url());
        ChatClient sometimes = away.client("sometimes", ben).connected(RealServer.url());
        ChatClient annas = People.client(anna);
        long first = annas.post(room, secret + " one");
        for (int i = 0; i < 5; i++) {
            annas.post(room, secret + " more " + i);
        }
        annas.edit(room, first, secret + " reworded");
        long last = annas.post(room, secret + " last");
        Rest bens = ben.rest(RealServer.url());
        bens.put("/conversations/" + room + "/messages/" + last + "/reactions/%F0%9F%91%8D", Json.object())
                .ok();
        bens.put("/me/saved/" + room + "/" + last, Json.object()).ok();
        bens.post("/conversations/" + room + "/read", Json.object("seq", last)).ok();
        sometimes.fence();
        sometimes.disconnect();
        sql("update message set created_at = created_at - interval '100 days' where conversation_id = " + room);
        long young = annas.post(room, "young");

        long rule = officer.post(RULES, Json.object("name", "A month", "conversation", room, "deleteDays", 30))
                .ok()
                .path("id")
                .asLong();
        JsonNode forecast = dryRun(rule);
        switchOn(rule, forecast.path("id").asLong());
        sweep();

        assertThat(forecast.path("now").asLong()).isEqualTo(last);
        assertThat(always.hear("destroyed").path("numbers").toString()).isEqualTo("[[1," + last + "]]");
        assertThat(rooms.numbers(ben, room)).containsExactly(young);
        assertThat(rooms.get(carol, room).ok().path("unread").asLong()).isEqualTo(1);
        assertThat(bens.put("/me/saved/" + room + "/" + last, Json.object()).code())
                .isEqualTo("message.missing");
        live.agrees("who heard it all", bens, ben.account());
        sometimes.connected(RealServer.url());
        away.agrees("who came back", bens, ben.account());
        ClientCopy fresh = new ClientCopy();
        ChatClient installed = fresh.client("installed", ben).connected(RealServer.url());
        fresh.agrees("who comes anew", bens, ben.account());
        assertThat(tablesWith(secret)).isEmpty();
        assertThat(annas.post(room, "on it goes")).isEqualTo(young + 1);
        JsonNode certificate = certificate();
        JsonNode document = Json.read(certificate.at("/document/text").asText());
        assertThat(document.path("messages").asLong()).isEqualTo(last);
        assertThat(document.path("numbers").toString()).isEqualTo("[[1," + last + "]]");
        assertThat(document.at("/reasons/0/rule").asLong()).isEqualTo(rule);
        assertThat(verified(certificate.path("sweep").asLong()).findings()).isEmpty();
        List.of(always, sometimes, annas, installed).forEach(ChatClient::close);
    }

    @Test
    void what_is_on_a_hold_stays_until_that_is_released() throws Exception {
        long last = People.client(anna).post(room, secret);
        sql("update message set created_at = created_at - interval '100 days' where conversation_id = " + room);
        String holds = "/admin/matters/"
                + officer.post("/admin/matters", Json.object("name", "A matter", "keywords", List.of()))
                        .ok()
                        .path("id")
                        .asLong()
                + "/holds";
        long hold = officer.post(holds, Json.object("name", "A hold", "conversations", List.of(room)))
                .ok()
                .path("id")
                .asLong();
        long rule = officer.post(RULES, Json.object("name", "A month", "conversation", room, "deleteDays", 30))
                .ok()
                .path("id")
                .asLong();

        JsonNode forecast = dryRun(rule);
        switchOn(rule, forecast.path("id").asLong());
        sweep();

        assertThat(forecast.path("now").asLong()).isZero();
        assertThat(forecast.path("held").asLong()).isGreaterThanOrEqualTo(last);
        assertThat(rooms.numbers(ben, room)).hasSize(Math.toIntExact(last));

        officer.post(holds + "/" + hold + "/release", null).ok();
        sweep();
        assertThat(rooms.numbers(ben, room)).isEmpty();
        assertThat(tablesWith(secret)).isEmpty();
    }

    /** Again and again every third of what was said so far is made old and destroyed, while people write, edit and react. */
    @Test
    void all_agree_on_what_is_left_while_people_go_on() throws Exception {
        Rest bens = ben.rest(RealServer.url());
        ClientCopy live = new ClientCopy();
        ClientCopy away = new ClientCopy();
        ChatClient always = live.client("always", ben).connected(RealServer.url());
        ChatClient sometimes = away.client("sometimes", ben).connected(RealServer.url());
        long rule = officer.post(RULES, Json.object("name", "A month", "conversation", room, "deleteDays", 30))
                .ok()
                .path("id")
                .asLong();
        switchOn(rule, dryRun(rule).path("id").asLong());
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> talk(enough), Thread::startVirtualThread);

        try {
            for (int round = 0; round < 4; round++) {
                if (sometimes.online()) {
                    sometimes.disconnect();
                } else {
                    sometimes.connected(RealServer.url());
                }
                sql("update message set created_at = created_at - interval '100 days' where conversation_id = " + room
                        + " and seq % 3 = " + round % 3);
                sweep();
            }
        } finally {
            enough.set(true);
        }
        Patience.await("the end of the talk", talk);
        if (!sometimes.online()) {
            sometimes.connected(RealServer.url());
        }

        live.agrees("who heard it all", bens, ben.account());
        away.agrees("who came back", bens, ben.account());
        ClientCopy fresh = new ClientCopy();
        ChatClient installed = fresh.client("installed", ben).connected(RealServer.url());
        fresh.agrees("who comes anew", bens, ben.account());
        assertThat(rooms.numbers(ben, room)).isNotEmpty();
        List.of(always, sometimes, installed).forEach(ChatClient::close);
    }

    private void talk(AtomicBoolean enough) {
        Rest annas = anna.rest(RealServer.url());
        Random dice = new Random(26);
        long last = 1;
        while (!enough.get()) {
            String message = "/conversations/" + room + "/messages/" + Math.max(1, last - dice.nextInt(6));
            Rest.Answer answer = switch (dice.nextInt(4)) {
                case 0 -> annas.patch(message, Json.object("body", "edited " + dice.nextInt()));
                case 1 -> annas.put(message + "/reactions/%F0%9F%91%8D", Json.object());
                default ->
                    annas.post(
                            "/conversations/" + room + "/messages",
                            Json.object("id", UUID.randomUUID().toString(), "body", "words " + dice.nextInt()));
            };
            assertThat(answer.status()).as("%s", answer.body()).isLessThan(500);
            last = answer.body().has("seq") ? answer.body().path("seq").asLong() : last;
        }
    }

    @Test
    void a_rule_is_switched_only_by_a_dry_run_that_still_says_what_that_comes_to() {
        Object wish = Json.object("name", "For ever", "conversation", room, "keepForever", true);
        long rule = officer.post(RULES, wish).ok().path("id").asLong();
        long other = officer.post(RULES, wish).ok().path("id").asLong();
        long run = dryRun(rule).path("id").asLong();

        assertThat(turn(other, "on", run).code()).isEqualTo("retention.stale");
        assertThat(turn(rule, "draft", run).code()).isEqualTo("retention.stale");
        officer.put("/admin/retention/conversations/" + room + "/labels", Json.object("labels", List.of("records")))
                .ok();
        assertThat(turn(rule, "on", run).code()).isEqualTo("retention.stale");
        assertThat(officer.get("/admin/retention/dry-runs/" + run)
                        .ok()
                        .path("fresh")
                        .asBoolean())
                .isFalse();

        switchOn(rule, dryRun(rule).path("id").asLong());
        assertThat(officer.delete(RULES + "/" + rule).code()).isEqualTo("retention.on");
        assertThat(turn(rule, "draft", dryRun(rule).path("id").asLong()).status())
                .isEqualTo(200);
        assertThat(officer.delete(RULES + "/" + rule).status()).isEqualTo(204);
    }

    @Test
    void only_whose_duty_it_is_sees_the_rules_and_changes_them() {
        Object wish = Json.object("name", "A month", "conversation", room, "deleteDays", 30);
        Rest reader = People.with("audit").rest(RealServer.url());
        Rest nobody = anna.rest(RealServer.url());

        assertThat(reader.get(RULES).status()).isEqualTo(200);
        assertThat(reader.post(RULES, wish).code()).isEqualTo("auth.administrator-only");
        assertThat(reader.post("/admin/retention/sweeps", null).code()).isEqualTo("auth.administrator-only");
        assertThat(nobody.get(RULES).code()).isEqualTo("auth.administrator-only");
        assertThat(nobody.get("/admin/retention/sweeps").code()).isEqualTo("auth.administrator-only");
    }

    private JsonNode dryRun(long rule) {
        return officer.post("/admin/retention/dry-runs", Json.object("rule", rule))
                .ok();
    }

    private void switchOn(long rule, long run) {
        assertThat(turn(rule, "on", run).status()).isEqualTo(200);
    }

    private Rest.Answer turn(long rule, String state, long run) {
        return officer.put(RULES + "/" + rule + "/state", Json.object("state", state, "dryRun", run));
    }

    /** One that went on already may have passed the room: the one that is asked for comes after it. */
    private void sweep() {
        AtomicReference<Rest.Answer> asked = new AtomicReference<>();
        Patience.await("end of the sweep before", Patience.USUAL, () -> {
            asked.set(officer.post("/admin/retention/sweeps", null));
            return asked.get().status() != 409;
        });
        String path = "/admin/retention/sweeps/" + asked.get().ok().path("id").asLong();
        Patience.await(
                "end of the sweep", Patience.USUAL, () -> officer.get(path).ok().has("ended"));
    }

    private JsonNode certificate() {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode sweep : officer.get("/admin/retention/sweeps").ok().path("sweeps")) {
            officer.get("/admin/retention/sweeps/" + sweep.path("id").asLong() + "/certificates")
                    .ok()
                    .path("certificates")
                    .forEach(found::add);
        }
        return found.stream()
                .filter(each -> each.path("conversation").asLong() == room)
                .findFirst()
                .orElseThrow();
    }

    private SweepVerifier.Verdict verified(long sweep) throws IOException {
        String path = "/admin/retention/sweeps/" + sweep;
        JsonNode certificates = officer.get(path + "/certificates?limit=200").ok();
        List<String> lines = new ArrayList<>(List.of(officer.get(path).ok().toString()));
        certificates.path("certificates").forEach(certificate -> lines.add(certificate.toString()));
        assertThat(certificates.has("next")).isFalse();
        return SweepVerifier.verify(
                lines.stream(), PublicKeys.in(List.of(RealServer.seal().publicFile())));
    }

    /** All tables with a row in which a text stands, in whatever column. */
    private static List<String> tablesWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = RealServer.connection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery(
                        "select 1 from " + table + " t where t::text like '%" + text + "%' limit 1")) {
                    if (rows.next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = RealServer.connection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
