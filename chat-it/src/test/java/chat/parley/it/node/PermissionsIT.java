package chat.parley.it.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static chat.parley.it.node.PermissionsTable.ROLES;
import static org.assertj.core.api.Assertions.assertThat;

/** Walks the table of {@code docs/permissions.md} on the real node: everybody tries everything, everywhere, in every state. */
@NodeTest
class PermissionsIT {

    private static final String NOTHING = "open";
    private static final PermissionsTable TABLE = PermissionsTable.read();

    private final Rooms rooms = Rooms.at(RealServer.url());

    static Stream<Arguments> conversations() {
        return Stream.concat(
                Stream.of("group", "public channel", "private channel")
                        .flatMap(place -> Stream.of(NOTHING, "archived", "announcements", "muted")
                                .map(state -> Arguments.of(place, state))),
                Stream.of(Arguments.of("direct", NOTHING), Arguments.of("direct", "blocked")));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("conversations")
    void everybody_is_answered_as_the_table_says(String place, String state) {
        Scene scene = place.equals("direct") ? direct() : room(place);
        scene.bring(state);
        SoftAssertions answers = new SoftAssertions();
        for (String wish : TABLE.wishes()) {
            scene.people.forEach((role, actor) -> {
                Rest.Answer answer = scene.tries(wish, role, actor);
                answers.assertThat(answer.status() / 100 == 2 ? "yes" : answer.code())
                        .as("%s of a %s who wishes to %s", place, role, wish)
                        .isEqualTo(TABLE.answer(wish, place, role, state));
            });
        }
        answers.assertAll();
    }

    private Scene direct() {
        Map<String, Login> both = new HashMap<>();
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        both.put("member", anna);
        return new Scene(rooms.found(anna, "direct", "private", "all", ben), anna, both, List.of(ben), ben);
    }

    private Scene room(String place) {
        Login founder = People.somebody("founder");
        Map<String, Login> people = new HashMap<>();
        ROLES.forEach(role -> people.put(role, People.somebody(role)));
        List<Login> others =
                Stream.of("one", "two", "three", "four").map(People::somebody).toList();
        List<Login> all = new ArrayList<>(people.values());
        all.addAll(others);
        long room = rooms.found(
                founder,
                place.equals("group") ? "group" : "channel",
                place.startsWith("public") ? "public" : "private",
                "all",
                all.toArray(Login[]::new));
        return new Scene(room, founder, people, others, People.somebody("newcomer"));
    }

    /** A conversation with one of every role, and what each needs to try everything once. */
    private final class Scene {
        private final long room;
        private final Login founder;
        private final Map<String, Login> people;
        private final List<Login> others;
        private final Login newcomer;
        private final Map<String, Long> toEdit = new HashMap<>();
        private final Map<String, Long> toDelete = new HashMap<>();
        private final Map<String, Long> ofAnother = new HashMap<>();
        private long kept;

        Scene(long room, Login founder, Map<String, Login> people, List<Login> others, Login newcomer) {
            this.room = room;
            this.founder = founder;
            this.people = people;
            this.others = others;
            this.newcomer = newcomer;
        }

        /** Everybody has written when they become what they are. */
        void bring(String state) {
            kept = said(others.getFirst());
            people.forEach((role, actor) -> {
                toEdit.put(role, said(actor));
                toDelete.put(role, said(actor));
                ofAnother.put(role, said(others.getFirst()));
            });
            if (people.size() > 1) {
                people.forEach(
                        (role, actor) -> rooms.role(founder, room, actor, role).ok());
                others.forEach(
                        other -> rooms.role(founder, room, other, "guest").ok());
            }
            switch (state) {
                case "archived" -> set(Json.object("archived", true));
                case "announcements" -> set(Json.object("posting", "moderators"));
                case "muted" ->
                    people.values()
                            .forEach(actor -> founder.rest(RealServer.url())
                                    .put(at("/mutes/" + actor.account()), Json.object("reason", "a test"))
                                    .ok());
                case "blocked" ->
                    people.values()
                            .forEach(actor -> newcomer.rest(RealServer.url())
                                    .call("PUT", "/me/blocks/" + actor.account(), null)
                                    .ok());
                default -> {}
            }
        }

        Rest.Answer tries(String wish, String role, Login actor) {
            Rest rest = actor.rest(RealServer.url());
            return switch (wish) {
                case "read" -> rest.get(at("/messages?limit=1"));
                case "post" ->
                    alike(
                            rooms.post(actor, room, UUID.randomUUID().toString(), "hello"),
                            rest.post(at("/messages"), draft("body", "hello", "thread", kept)),
                            rest.post(at("/forwards"), draft("from", room, "seq", kept)));
                case "edit one's own messages" ->
                    rest.patch(at("/messages/" + toEdit.get(role)), Json.object("body", "edited"));
                case "delete one's own messages" -> rest.delete(at("/messages/" + toDelete.get(role)));
                case "delete others' messages" -> rest.delete(at("/messages/" + ofAnother.get(role)));
                case "react to messages" -> rest.call("PUT", at("/messages/" + kept + "/reactions/%F0%9F%91%8D"), null);
                case "pin messages and take pins away" -> rest.call("PUT", at("/messages/" + kept + "/pin"), null);
                case "add members" -> rooms.add(actor, room, newcomer);
                case "answer those who ask to join" -> rest.get(at("/requests"));
                case "remove a member of a lower role" -> rooms.remove(actor, room, victim(role));
                case "mute and ban members of a lower role" ->
                    rest.put(at("/mutes/" + others.getLast().account()), Json.object());
                case "set roles below one's own" -> rooms.role(actor, room, others.getLast(), "guest");
                case "name another owner in one's place" ->
                    rest.post(at("/owner"), Json.object("account", actor.account()));
                case "change the settings" -> rest.patch(at(""), Json.object("topic", "what " + role + " said"));
                case "set the bookmarks" -> rest.put(at("/bookmarks"), bookmarks(role));
                case "make a channel of it" -> rest.post(at("/channel"), Json.object());
                case "archive and open again" -> rest.patch(at(""), Json.object("archived", archived()));
                case "leave" -> rooms.remove(actor, room, actor);
                default -> throw new AssertionError("nobody tries here to " + wish);
            };
        }

        /** However one posts, it is answered alike. */
        private static Rest.Answer alike(Rest.Answer... answers) {
            assertThat(answers).extracting(Rest.Answer::code).containsOnly(answers[0].code());
            return answers[0];
        }

        private static Object draft(String one, Object first, String other, Object second) {
            return Json.object("id", UUID.randomUUID().toString(), one, first, other, second);
        }

        /** Those who may remove somebody find one whom nobody has removed yet. */
        private Login victim(String role) {
            return switch (role) {
                case "owner" -> others.getFirst();
                case "administrator" -> others.get(1);
                case "moderator" -> others.get(2);
                default -> others.getLast();
            };
        }

        private Object bookmarks(String role) {
            return Json.object(
                    "rev",
                    founder.rest(RealServer.url())
                            .get(at("/bookmarks"))
                            .ok()
                            .path("rev")
                            .asLong(),
                    "bookmarks",
                    List.of(Map.of("title", "What a " + role + " set", "url", "https://example.org/")));
        }

        private boolean archived() {
            return rooms.get(founder, room).ok().path("archived").asBoolean();
        }

        private long said(Login actor) {
            return rooms.post(actor, room, UUID.randomUUID().toString(), "before")
                    .ok()
                    .path("seq")
                    .asLong();
        }

        private void set(Object change) {
            founder.rest(RealServer.url()).patch(at(""), change).ok();
        }

        private String at(String path) {
            return "/conversations/" + room + path;
        }
    }
}
