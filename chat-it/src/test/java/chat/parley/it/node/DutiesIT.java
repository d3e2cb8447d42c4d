package chat.parley.it.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Walks the table of duties in {@code docs/compliance.md} on the real node: everybody tries everything. */
@NodeTest
class DutiesIT {

    private static final String NOT_ONES_DUTY = "auth.administrator-only";
    private static final String MODERATE = "moderate";

    private static final DutiesTable TABLE = DutiesTable.read();

    /** How each action is tried; what there is none of is asked for too, for only who may ask is told so. */
    private final Map<String, Function<Rest, Rest.Answer>> tries = Map.ofEntries(
            entry("see-overview", rest -> rest.get("/admin/overview")),
            entry("see-nodes", rest -> rest.get("/admin/nodes")),
            entry("drain-node", rest -> rest.call("PUT", "/admin/nodes/there-is-none/drain", null)),
            entry("change-settings", rest -> rest.delete("/emoji/there-is-none")),
            entry("appoint", rest -> rest.get("/admin/duties")),
            entry("see-people", rest -> rest.get("/admin/people?limit=1")),
            entry("change-people", rest -> rest.post("/user-groups", group())),
            entry("see-conversations", rest -> rest.get("/admin/conversations?limit=1")),
            entry(
                    "change-conversations",
                    rest -> rest.patch("/admin/conversations/999999999", Json.object("name", "x"))),
            entry("see-retention", rest -> rest.get("/admin/retention/rules")),
            entry("change-retention", rest -> rest.delete("/admin/retention/rules/999999999")),
            entry("see-matters", rest -> rest.get("/admin/matters?limit=1")),
            entry("change-matters", rest -> rest.post("/admin/matters", Json.object("name", "A matter"))),
            entry("search-content", rest -> rest.post("/admin/matters/999999999/search", Json.object("reason", "x"))),
            entry("give-clearance", rest -> rest.post("/admin/clearances/999999999/give", null)),
            entry("revoke-clearance", rest -> rest.get("/admin/clearances?limit=1")),
            entry("request-export", rest -> rest.post("/admin/matters/999999999/exports", Json.object("reason", "x"))),
            entry("release-export", rest -> rest.post("/admin/exports/999999999/release", null)),
            entry("see-supervision", rest -> rest.get("/admin/supervision/rules")),
            entry("change-supervision", rest -> rest.post("/admin/supervision/rules/999999999/end", null)),
            entry("review-supervised", rest -> rest.get("/admin/supervision/items/999999999")),
            entry("read-audit", rest -> rest.get("/admin/audit?limit=1")),
            entry(MODERATE, rest -> rest.get("/moderation/cases/" + reported())),
            entry("change-screening", rest -> rest.get("/rules")));

    @Test
    void each_action_is_tried() {
        assertThat(tries).containsOnlyKeys(TABLE.actions());
    }

    @Test
    void everybody_is_told_the_actions_of_their_duties() {
        SoftAssertions answers = new SoftAssertions();
        for (String duty : DutiesTable.DUTIES) {
            List<String> told = texts(People.with(duty), "actions");
            for (String action : TABLE.actions()) {
                answers.assertThat(told.contains(action))
                        .as("somebody with the duty %s may %s", duty, action)
                        .isEqualTo(TABLE.lets(duty, action));
            }
        }
        answers.assertThat(texts(People.somebody("nobody"), "actions")).isEmpty();
        answers.assertAll();
    }

    @Test
    void everybody_is_answered_as_the_table_says() {
        SoftAssertions answers = new SoftAssertions();
        for (String duty : DutiesTable.DUTIES) {
            Rest rest = rest(People.with(duty));
            tries.forEach((action, tried) -> answers.assertThat(refused(action, tried.apply(rest)))
                    .as("somebody with the duty %s who wishes to %s is refused", duty, action)
                    .isEqualTo(!TABLE.lets(duty, action)));
        }
        Rest nobody = rest(People.somebody("nobody"));
        tries.forEach((action, tried) -> answers.assertThat(refused(action, tried.apply(nobody)))
                .as("somebody without a duty who wishes to %s is refused", action)
                .isTrue());
        answers.assertAll();
    }

    @Test
    void a_duty_counts_at_once_and_for_tokens_of_before() {
        Rest root = rest(People.with("system"));
        Login ada = People.somebody("ada");
        Rest adas = rest(ada);
        String path = "/admin/duties/" + ada.account() + "/";
        assertThat(adas.get("/rules").code()).isEqualTo(NOT_ONES_DUTY);

        root.call("PUT", path + "moderation", null).ok();
        adas.get("/rules").ok();
        assertThat(texts(ada, "duties")).containsExactly("moderation");
        assertThat(root.get("/admin/duties").ok().toString()).contains(ada.username());

        assertThat(root.call("PUT", path + "audit", null).code()).isEqualTo("duty.apart");
        root.delete(path + "moderation").ok();
        assertThat(adas.get("/rules").code()).isEqualTo(NOT_ONES_DUTY);
        assertThat(root.call("PUT", path + "everything", null).code()).isEqualTo("request.malformed");
    }

    @Test
    void who_was_refused_is_noted_once_for_each_thing() {
        Login nobody = People.somebody("nobody");
        Rest rest = rest(nobody);
        for (int i = 0; i < 5; i++) {
            assertThat(rest.get("/rules").code()).isEqualTo(NOT_ONES_DUTY);
            assertThat(rest.post("/admin/matters", Json.object("name", "A matter"))
                            .code())
                    .isEqualTo(NOT_ONES_DUTY);
        }

        List<String> refused = new ArrayList<>();
        rest(People.with("audit"))
                .get("/admin/audit?deed=ADMINISTRATION_REFUSED&outcome=REFUSED&person=" + nobody.account())
                .ok()
                .path("entries")
                .forEach(entry -> refused.add(entry.path("subject").asText() + " from "
                        + entry.path("address").asText()));
        assertThat(refused)
                .containsExactly("action change-matters from 127.0.0.1", "action change-screening from 127.0.0.1");
    }

    @Test
    void nobody_appoints_themselves() {
        Login root = People.with("system");

        assertThat(rest(root)
                        .call("PUT", "/admin/duties/" + root.account() + "/people", null)
                        .code())
                .isEqualTo("duty.oneself");
    }

    /** Of cases one is not even told that they are there. */
    private static boolean refused(String action, Rest.Answer answer) {
        return answer.code().equals(action.equals(MODERATE) ? "case.missing" : NOT_ONES_DUTY);
    }

    /** A case about a person, which is for the organization to decide. */
    private static long reported() {
        return rest(People.somebody("reporter"))
                .post(
                        "/reports",
                        Json.object("account", People.somebody("accused").account(), "reason", "spam"))
                .ok()
                .path("id")
                .asLong();
    }

    private static Object group() {
        String handle = "g" + UUID.randomUUID();
        return Json.object("handle", handle, "name", "A group");
    }

    private static List<String> texts(Login login, String field) {
        List<String> texts = new ArrayList<>();
        rest(login).get("/me").ok().path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Rest rest(Login login) {
        return login.rest(RealServer.url());
    }
}
