package chat.parley.it.node;

import java.util.List;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the administration console asks of a node: people and conversations, and what is done to people. */
@NodeTest
class ConsoleIT {

    private final Rooms rooms = Rooms.at(RealServer.url());

    @Test
    void people_are_listed_page_by_page_for_those_with_the_duty_alone() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Login anna = People.somebody("listed");
        String part = anna.username();

        JsonNode found = admin.get("/admin/people?q=" + part + "&sort=username&order=desc&limit=1")
                .ok();
        Rest.Answer refused = anna.rest(RealServer.url()).get("/admin/people");

        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("people").path(0).path("id").asLong()).isEqualTo(anna.account());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(admin.get("/admin/people?sort=seen&after=1:now").code()).isEqualTo("request.malformed");
        assertThat(admin.get("/admin/people?limit=1").ok().path("next").isTextual())
                .isTrue();
    }

    @Test
    void who_is_disabled_is_signed_out_at_once_and_comes_back_when_enabled() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        String username = People.withPassword("ben");
        Login ben = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        ChatClient client = People.client(ben);
        String person = "/admin/people/" + ben.account();

        assertThat(admin.get(person).ok().path("sessions")).hasSize(1);
        JsonNode device = admin.get("/admin/devices?q=" + username).ok().path("devices");
        assertThat(device.findValuesAsText("account")).containsExactly(String.valueOf(ben.account()));
        assertThat(admin.get("/admin/devices?unheard=7&q=" + username)
                        .ok()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(ben.rest(RealServer.url()).get("/admin/devices").status()).isEqualTo(403);
        admin.post(person + "/disable", null).ok();

        client.awaitClosed();
        assertThat(Login.attempt(RealServer.url(), username, People.PASSWORD, "laptop")
                        .status())
                .isEqualTo(401);
        assertThat(admin.get(person).ok().path("person").has("disabledAt")).isTrue();

        admin.post(person + "/enable", null).ok();

        assertThat(Login.attempt(RealServer.url(), username, People.PASSWORD, "laptop")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(person).ok().path("person").has("disabledAt")).isFalse();
    }

    @Test
    void another_password_and_signing_out_end_sessions() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        String username = People.withPassword("gus");
        Login laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        Login phone = Login.of(RealServer.url(), username, People.PASSWORD, "phone");
        String person = "/admin/people/" + laptop.account();
        long first = admin.get(person).ok().path("sessions").path(0).path("id").asLong();

        admin.delete(person + "/devices/" + first).ok();
        assertThat(admin.get(person).ok().path("sessions")).hasSize(1);
        assertThat(admin.delete(person + "/devices/" + first).code()).isEqualTo("device.missing");
        admin.put(person + "/password", Json.object("password", "another horse battery"))
                .ok();

        assertThat(admin.get(person).ok().path("sessions")).isEmpty();
        assertThat(laptop.rest(RealServer.url()).get("/me").status()).isEqualTo(401);
        assertThat(phone.rest(RealServer.url()).get("/me").status()).isEqualTo(401);
        assertThat(Login.attempt(RealServer.url(), username, "another horse battery", "laptop")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobody_takes_over_who_has_a_duty_nor_shuts_themselves_out() {
        Login ada = People.administrator("ada");
        Login eve = People.with("people");
        Rest asEve = eve.rest(RealServer.url());
        String of = "/admin/people/";

        Rest.Answer takenOver =
                asEve.put(of + ada.account() + "/password", Json.object("password", "mine from now on"));

        assertThat(takenOver.status()).isEqualTo(403);
        assertThat(asEve.post(of + ada.account() + "/disable", null).status()).isEqualTo(403);
        assertThat(asEve.post(of + eve.account() + "/disable", null).code()).isEqualTo("account.oneself");
        assertThat(ada.rest(RealServer.url()).get("/me").status()).isEqualTo(200);
    }

    @Test
    void whoever_appoints_sets_no_password_of_an_officer_or_auditor_until_that_is_no_longer_their_duty() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Object wish = Json.object("password", "mine from now on");
        for (String duty : List.of("compliance", "audit")) {
            Login other = People.with(duty);
            String password = "/admin/people/" + other.account() + "/password";

            assertThat(admin.put(password, wish).code()).isEqualTo("duty.password");
            assertThat(other.rest(RealServer.url()).get("/me").status()).isEqualTo(200);

            admin.delete("/admin/duties/" + other.account() + "/" + duty).ok();
            admin.put(password, wish).ok();
        }
    }

    @Test
    void conversations_are_seen_from_outside_without_what_is_said() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        String secret = "secret" + System.nanoTime();
        rooms.post(anna, room, UUID.randomUUID().toString(), secret).ok();

        JsonNode list =
                admin.get("/admin/conversations?member=" + ben.account()).ok();
        JsonNode sheet = admin.get("/admin/conversations/" + room).ok();

        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(sheet.path("messages").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(sheet.path("bytes").asInt()).isGreaterThanOrEqualTo(secret.length());
        assertThat(list.toString() + sheet).doesNotContain(secret);
        assertThat(admin.get("/admin/conversations/" + room + "/members").ok().path("members"))
                .hasSize(2);
        assertThat(anna.rest(RealServer.url()).get("/admin/conversations").status())
                .isEqualTo(403);
    }

    @Test
    void a_conversation_is_changed_from_outside_and_all_of_it_is_noted() {
        Login ada = People.administrator("ada");
        Rest admin = ada.rest(RealServer.url());
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        String of = "/admin/conversations/" + room;
        String label = "k" + System.nanoTime();

        admin.patch(of, Json.object("topic", "Set from outside", "posting", "moderators"))
                .ok();
        admin.patch(of, Json.object("posting", "moderators")).ok();
        admin.patch(of, Json.object("history", "last", "historyLast", 20)).ok();
        admin.patch(of + "/members/" + ben.account(), Json.object("role", "owner"))
                .ok();
        admin.delete(of + "/members/" + anna.account()).ok();
        assertThat(admin.post(of + "/members", Json.object("accounts", List.of(ada.account())))
                        .code())
                .isEqualTo("conversation.oneself");
        People.with("compliance")
                .rest(RealServer.url())
                .put("/admin/retention/conversations/" + room + "/labels", Json.object("labels", List.of(label)))
                .ok();

        assertThat(anna.rest(RealServer.url()).get("/conversations/" + room).code())
                .isEqualTo("conversation.not-member");
        JsonNode seen = ben.rest(RealServer.url()).get("/conversations/" + room).ok();
        assertThat(seen.path("role").asText()).isEqualTo("owner");
        assertThat(seen.path("topic").asText()).isEqualTo("Set from outside");
        JsonNode found = admin.get("/admin/conversations?label=" + label).ok();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("conversations").path(0).path("labels").path(0).asText())
                .isEqualTo(label);
        assertThat(admin.get("/admin/conversations?history=last&member=" + ben.account())
                        .ok()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get(of).ok().path("settings").path("historyLast").asInt())
                .isEqualTo(20);
        JsonNode noted = People.with("audit")
                .rest(RealServer.url())
                .get("/admin/audit?person=" + ada.account())
                .ok();
        assertThat(noted.toString())
                .contains("MEMBER_REMOVED", "ROLE", "ADMINISTRATION")
                .doesNotContain("Set from outside");
        assertThat(noted.findParents("deed").stream()
                        .filter(entry -> entry.path("deed").asText().equals("CONVERSATION_CHANGED"))
                        .map(entry -> entry.path("details").asText()))
                .containsExactlyInAnyOrder(
                        "{\"now\": \"posting=moderators\", \"before\": \"posting=everybody\", \"settings\": \"topic posting\"}",
                        "{\"now\": \"history=last:20\", \"before\": \"history=all\", \"settings\": \"history\"}");
    }

    @Test
    void how_the_organization_does_is_seen_by_every_duty_and_measured() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Rest auditor = People.with("audit").rest(RealServer.url());

        JsonNode now = auditor.get("/admin/overview").ok();

        assertThat(now.path("active").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(now.path("nodes").asInt()).isEqualTo(1);
        assertThat(now.path("bytes").asLong()).isPositive();
        String chart = "/admin/overview/chart?span=hour";
        Patience.await(
                "a sample",
                Patience.USUAL,
                () -> !admin.get(chart).ok().path("points").isEmpty());
        assertThat(admin.get(chart)
                        .ok()
                        .findValue("pace")
                        .path("waitingMessages")
                        .isInt())
                .isTrue();
        assertThat(People.somebody("anna")
                        .rest(RealServer.url())
                        .get("/admin/overview")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void how_long_messages_take_to_come_is_seen_of_the_node_and_of_all() {
        Rest admin = People.administrator("ada").rest(RealServer.url());
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        People.client(ben);

        rooms.post(anna, room, UUID.randomUUID().toString(), "Hello").ok();

        Patience.await(
                "a time",
                Patience.USUAL,
                () -> admin.get("/admin/overview").ok().path("pace").has("deliveryP99"));
        assertThat(admin.get("/admin/nodes")
                        .ok()
                        .findValue("pace")
                        .path("deliveryP99")
                        .asDouble())
                .isPositive()
                .isLessThanOrEqualTo(5_000);
    }

    @Test
    void the_only_node_is_not_drained() {
        Rest admin = People.administrator("ada").rest(RealServer.url());

        JsonNode node = admin.get("/admin/nodes").ok().path("nodes").path(0);
        String drain = "/admin/nodes/" + node.path("name").asText() + "/drain";

        assertThat(node.path("working").asBoolean()).isTrue();
        assertThat(node.path("version").asText()).isNotEqualTo("?");
        assertThat(admin.put(drain, Json.object()).code()).isEqualTo("node.last");
        assertThat(admin.put("/admin/nodes/nowhere/drain", Json.object()).code())
                .isEqualTo("node.missing");
        assertThat(People.with("people")
                        .rest(RealServer.url())
                        .get("/admin/nodes")
                        .status())
                .isEqualTo(403);
    }
}
