package chat.parley.it.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** A matter from its opening to its closing: what it holds, what is found in it, and who learns of that. */
@NodeTest
class MattersIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private Login officer;
    private long room;
    private String matter;
    private long clearance;

    @BeforeEach
    void people() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        officer = People.with("compliance");
        room = rooms.group(anna, ben);
        matter = "/admin/matters/"
                + as(officer)
                        .post("/admin/matters", Json.object("name", "Blue paint", "keywords", List.of("blue", "azure")))
                        .ok()
                        .path("id")
                        .asLong();
    }

    @Test
    void it_is_found_by_a_part_of_its_name() {
        String name = "Tender " + System.nanoTime();
        as(officer).post("/admin/matters", Json.object("name", name)).ok();

        assertThat(as(officer)
                        .get("/admin/matters?q=" + name.substring(7))
                        .ok()
                        .path("matters")
                        .findValuesAsText("name"))
                .containsExactly(name);
        assertThat(as(officer)
                        .get("/admin/matters?q=%25" + name.substring(7))
                        .ok()
                        .path("matters"))
                .isEmpty();
    }

    @Test
    void what_is_held_for_a_matter_is_found_in_it_deleted_and_edited_too() {
        long said = say(anna, "Paint it blue");
        long deleted = say(ben, "Or azure, 100% of it");
        say(anna, "Never mind");
        hold(Json.object("name", "All of Ben's", "custodians", List.of(ben.account())));
        as(anna).patch(message(said), Json.object("body", "Paint it red")).ok();
        as(ben).call("PUT", message(said) + "/reactions/%F0%9F%8E%89", null).ok();
        as(ben).call("DELETE", message(said) + "/reactions/%F0%9F%8E%89", null).ok();
        as(ben).delete(message(deleted)).ok();

        assertThat(found(Json.object("words", List.of("BLUE")))).containsExactly(said);
        assertThat(found(Json.object("words", List.of("100%", "azure")))).containsExactly(deleted);
        assertThat(found(Json.object("words", List.of("_")))).isEmpty();
        assertThat(found(Json.object("keywords", true))).containsExactly(said, deleted);
        assertThat(found(Json.object("sender", ben.account()))).containsExactly(deleted);
        assertThat(found(Json.object("conversation", room + 1))).isEmpty();
        JsonNode item =
                search(Json.object("words", List.of("red"))).path("found").path(0);
        assertThat(item.path("earlier").path(0).path("body").asText()).isEqualTo("Paint it blue");
        assertThat(item.path("earlier").path(0).path("replaced").path("by").asLong())
                .isEqualTo(anna.account());
        JsonNode taken = item.path("takenBack").path(0);
        assertThat(taken.path("kind").asText() + taken.path("emoji").asText()).isEqualTo("reaction🎉");
        assertThat(taken.path("by").asLong()).isEqualTo(ben.account());
    }

    @Test
    void it_is_read_page_by_page_and_by_what_reviewers_say_of_it() {
        List<Long> said = List.of(say(anna, "one"), say(ben, "two"), say(anna, "three"));
        hold(Json.object("name", "The room", "conversations", List.of(room)));

        JsonNode first = search(Json.object("limit", 2));
        assertThat(numbers(first)).containsExactly(said.get(0), said.get(1));
        JsonNode second = search(Json.object("limit", 2, "after", first.path("next")));
        assertThat(numbers(second)).containsExactly(said.get(2));
        assertThat(second.has("next")).isFalse();
        as(officer)
                .put(
                        matter + "/reviews/" + room + "/" + said.get(1),
                        Json.object("tags", List.of("privileged"), "note", "Counsel was asked."))
                .ok();
        JsonNode reviewed = search(Json.object("tag", "privileged"));
        assertThat(numbers(reviewed)).containsExactly(said.get(1));
        assertThat(reviewed.path("found").path(0).path("review").path("note").asText())
                .isEqualTo("Counsel was asked.");
        assertThat(as(officer)
                        .put(matter + "/reviews/" + room + "/999", Json.object("tags", List.of("x")))
                        .code())
                .isEqualTo("message.missing");
    }

    @Test
    void a_sample_of_it_is_random_told_with_how_much_there_is_and_noted() throws SQLException {
        List<Long> said =
                LongStream.range(0, 12).map(n -> say(anna, "blue " + n)).boxed().toList();
        hold(Json.object("name", "The room", "conversations", List.of(room)));
        ObjectNode search =
                Json.object("reason", "Case 4711", "words", List.of("blue"), "limit", 5, "clearance", cleared());

        JsonNode sample = as(officer)
                .post(matter + "/sample", Json.object("search", search))
                .ok();

        assertThat(sample.path("of").asLong()).isEqualTo(12);
        assertThat(numbers(sample)).hasSize(5).isSorted().isSubsetOf(said);
        assertThat(as(officer)
                        .post(
                                matter + "/sample",
                                Json.object(
                                        "search",
                                        search,
                                        "seed",
                                        sample.path("seed").asLong()))
                        .ok())
                .isEqualTo(sample);
        assertThat(as(anna).post(matter + "/sample", Json.object("search", search))
                        .code())
                .isEqualTo("auth.administrator-only");
        assertThat(as(officer).post(matter + "/sample", Json.object()).code()).isEqualTo("request.malformed");
        assertThat(NotedDeed.on("matter " + matter.substring(matter.lastIndexOf('/') + 1)))
                .extracting(NotedDeed::deed, NotedDeed::reason)
                .endsWith(tuple("CONTENT_SEARCHED", "Case 4711"), tuple("CONTENT_SEARCHED", "Case 4711"));
    }

    @Test
    void another_clears_whoever_looks_unless_the_organization_says_that_a_reason_is_enough() throws SQLException {
        long said = say(anna, "Paint it blue");
        hold(Json.object("name", "The room", "conversations", List.of(room)));
        Login other = People.with("compliance");
        Login keeper = People.with("system");
        Rest system = as(keeper);
        String policy = "/admin/clearances/policy";
        ObjectNode search = Json.object("reason", "Case 4711");
        long wish = as(officer)
                .post(matter + "/clearances", Json.object("reason", "Case 4711", "conversation", room))
                .ok()
                .path("id")
                .asLong();
        String give = "/admin/clearances/" + wish + "/give";

        assertThat(as(officer).post(matter + "/search", search).code()).isEqualTo("clearance.needed");
        assertThat(as(officer)
                        .post(matter + "/sample", Json.object("search", search))
                        .code())
                .isEqualTo("clearance.needed");
        assertThat(NotedDeed.on("action search-content"))
                .filteredOn(noted -> noted.account() == officer.account())
                .extracting(NotedDeed::deed)
                .containsExactly("ADMINISTRATION_REFUSED");
        system.put(policy, Json.object("needed", false)).ok();
        try {
            assertThat(numbers(as(officer).post(matter + "/search", search).ok()))
                    .containsExactly(said);
        } finally {
            system.put(policy, Json.object("needed", true)).ok();
        }
        assertThat(as(officer).put(policy, Json.object("needed", false)).code()).isEqualTo("auth.administrator-only");
        search.put("clearance", wish);
        assertThat(as(officer).post(matter + "/search", search).code()).isEqualTo("clearance.not-given");
        assertThat(as(officer).post(give, null).code()).isEqualTo("clearance.own");
        assertThat(as(other).post(give, null).ok().path("state").asText()).isEqualTo("given");

        assertThat(numbers(as(officer).post(matter + "/search", search).ok())).containsExactly(said);
        assertThat(as(other).post(matter + "/search", search).code()).isEqualTo("clearance.missing");
        assertThat(as(other).get(matter + "/clearances").ok().path("clearances"))
                .extracting(listed -> listed.path("id").asLong())
                .containsExactly(wish);

        JsonNode seen =
                system.get("/admin/clearances?limit=1").ok().path("clearances").path(0);
        assertThat(seen.path("id").asLong()).isEqualTo(wish);
        assertThat(seen.has("reason") || seen.has("matter")).isFalse();
        system.post("/admin/clearances/" + wish + "/revoke", null).ok();
        assertThat(as(officer).post(matter + "/search", search).code()).isEqualTo("clearance.revoked");
        assertThat(as(other)
                        .get(matter + "/clearances")
                        .ok()
                        .path("clearances")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("revoked");
        assertThat(NotedDeed.on("clearance " + wish))
                .extracting(NotedDeed::deed, NotedDeed::account)
                .containsExactly(
                        tuple("CLEARANCE_REQUESTED", officer.account()),
                        tuple("CLEARANCE_GIVEN", other.account()),
                        tuple("CLEARANCE_REVOKED", keeper.account()));
        assertThat(NotedDeed.on("matter " + matter.substring(matter.lastIndexOf('/') + 1)))
                .filteredOn(noted -> noted.deed().equals("CONTENT_SEARCHED"))
                .extracting(noted -> noted.details().path("clearedBy").asLong())
                .containsExactly(0L, other.account());
    }

    @Test
    void custodians_learn_of_a_hold_only_what_its_notice_says() {
        hold(Json.object("name", "Silent", "custodians", List.of(anna.account(), ben.account())));
        long told = hold(
                Json.object("name", "Told", "custodians", List.of(ben.account()), "notice", "Please delete nothing."));

        assertThat(as(anna).get("/me/hold-notices").ok().path("notices")).isEmpty();
        JsonNode notices = as(ben).get("/me/hold-notices").ok().path("notices");
        assertThat(notices).hasSize(1);
        assertThat(notices.path(0).path("text").asText()).isEqualTo("Please delete nothing.");
        assertThat(as(anna).post("/me/hold-notices", Json.object("hold", told)).code())
                .isEqualTo("hold.missing");
        as(ben).post("/me/hold-notices", Json.object("hold", told)).ok();
        as(ben).post("/me/hold-notices", Json.object("hold", told)).ok();

        JsonNode shown = as(officer).get(matter + "/holds").ok().path("holds").path(1);
        assertThat(shown.path("acknowledged").path(0).path("by").asLong()).isEqualTo(ben.account());
        assertThat(as(ben).get("/me/hold-notices").ok().path("notices").path(0).has("acknowledged"))
                .isTrue();
    }

    @Test
    void the_database_refuses_to_destroy_what_is_held_until_it_is_released() throws SQLException {
        long seq = say(anna, "hello");
        long hold = hold(Json.object("name", "Anna's", "custodians", List.of(anna.account())));
        String destroy = "delete from message where conversation_id = " + room + " and seq = " + seq;

        assertThatThrownBy(() -> run(destroy)).isInstanceOf(SQLException.class).hasMessageContaining("legal hold");
        assertThat(as(officer).post(matter + "/close", null).code()).isEqualTo("matter.holding");
        String release = matter + "/holds/" + hold + "/release";
        as(officer).post(release, null).ok();
        assertThat(as(officer).post(release, null).code()).isEqualTo("hold.released");
        assertThat(run(destroy)).isEqualTo(1);
        as(officer).post(matter + "/close", null).ok();
        assertThat(as(officer).post(matter + "/holds", Json.object("name", "x")).code())
                .isEqualTo("matter.closed");
        assertThat(as(officer)
                        .post(matter + "/search", Json.object("reason", "To see"))
                        .code())
                .isEqualTo("matter.closed");
        as(officer).post(matter + "/reopen", null).ok();
    }

    @Test
    void a_hold_that_holds_nothing_and_a_search_without_a_reason_are_refused() {
        assertThat(as(officer).post(matter + "/holds", Json.object("name", "x")).code())
                .isEqualTo("hold.scope");
        assertThat(as(officer)
                        .post(matter + "/holds", Json.object("name", "x", "custodians", List.of(999_999_999L)))
                        .code())
                .isEqualTo("hold.scope");
        assertThat(as(officer)
                        .post(
                                matter + "/holds",
                                Json.object(
                                        "name",
                                        "x",
                                        "conversations",
                                        List.of(room),
                                        "from",
                                        "2026-02-01T00:00:00Z",
                                        "until",
                                        "2026-01-01T00:00:00Z"))
                        .code())
                .isEqualTo("hold.scope");
        assertThat(as(officer).post(matter + "/search", Json.object()).code()).isEqualTo("request.malformed");
        assertThat(as(anna).post(matter + "/search", Json.object("reason", "x")).code())
                .isEqualTo("auth.administrator-only");
    }

    @Test
    void all_of_it_is_noted_with_the_reason() throws SQLException {
        long hold = hold(Json.object("name", "Anna's", "custodians", List.of(anna.account())));
        search(Json.object("words", List.of("blue")));
        as(officer).put(matter, Json.object("name", "Red paint")).ok();
        as(officer).post(matter + "/holds/" + hold + "/release", null).ok();
        as(officer).post(matter + "/close", null).ok();

        assertThat(NotedDeed.on("matter " + matter.substring(matter.lastIndexOf('/') + 1)))
                .allMatch(noted -> noted.account() == officer.account())
                .extracting(NotedDeed::deed, NotedDeed::reason)
                .containsExactly(
                        tuple("MATTER_OPENED", ""),
                        tuple("CONTENT_SEARCHED", "Case 4711"),
                        tuple("MATTER_CHANGED", ""),
                        tuple("MATTER_CLOSED", ""));
        assertThat(NotedDeed.on("hold " + hold))
                .allMatch(noted -> noted.account() == officer.account())
                .extracting(NotedDeed::deed)
                .containsExactly("HOLD_PLACED", "HOLD_RELEASED");
    }

    private static int run(String statement) throws SQLException {
        try (Connection connection = RealServer.connection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            return prepared.executeUpdate();
        }
    }

    private long hold(Object wish) {
        return as(officer).post(matter + "/holds", wish).ok().path("id").asLong();
    }

    private JsonNode search(ObjectNode wish) {
        return as(officer)
                .post(matter + "/search", wish.put("reason", "Case 4711").put("clearance", cleared()))
                .ok();
    }

    /** The clearance by which the officer looks, which another has given; requested with the first look. */
    private long cleared() {
        if (clearance == 0) {
            clearance = as(officer)
                    .post(matter + "/clearances", Json.object("reason", "Case 4711"))
                    .ok()
                    .path("id")
                    .asLong();
            as(People.with("compliance"))
                    .post("/admin/clearances/" + clearance + "/give", null)
                    .ok();
        }
        return clearance;
    }

    private List<Long> found(ObjectNode wish) {
        return numbers(search(wish));
    }

    private static List<Long> numbers(JsonNode page) {
        List<Long> numbers = new ArrayList<>();
        page.path("found").forEach(item -> numbers.add(item.path("seq").asLong()));
        return numbers;
    }

    private long say(Login by, String words) {
        return rooms.post(by, room, UUID.randomUUID().toString(), words)
                .ok()
                .path("seq")
                .asLong();
    }

    private String message(long seq) {
        return "/conversations/" + room + "/messages/" + seq;
    }

    private static Rest as(Login login) {
        return login.rest(RealServer.url());
    }
}
