package chat.parley.it.node;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

/** A reaction is a change of its message: told to all, the same however one comes to know of it. */
@NodeTest
class ReactionsIT {

    private static final String THUMB = "👍";
    private static final String PARTY = "🎉";

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void two_people_in_a_room() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        room = rooms.group(anna, ben);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
    }

    @Test
    void it_is_told_to_all_and_history_has_the_same() {
        long seq = atAnnas.post(room, "lunch?");

        long rev = react(atBens, seq, THUMB, true);

        JsonNode changed = atAnnas.hear("changed");
        assertThat(changed.path("rev").asLong()).isEqualTo(rev).isEqualTo(1);
        JsonNode message = changed.path("message");
        assertThat(message.path("reactions"))
                .isEqualTo(Json.read("[{\"emoji\":\"👍\",\"accounts\":[" + ben.account() + "],\"count\":1}]"));
        assertThat(message.path("body").asText()).isEqualTo("lunch?");
        assertThat(message.has("edited")).isFalse();
        assertThat(atAnnas.newest(room, 1)).containsExactly(message);
        assertThat(rooms.page(anna, room, "limit=1").path("messages").path(0)).isEqualTo(message);
        assertThat(rooms.get(anna, room).ok().path("last")).isEqualTo(message);
    }

    @Test
    void whoever_was_away_is_told_what_there_is_now() {
        long seq = atAnnas.post(room, "lunch?");
        atBens.awaitPosition(room, seq);
        atBens.disconnect();
        react(atAnnas, seq, THUMB, true);
        react(atAnnas, seq, PARTY, true);
        react(atAnnas, seq, THUMB, false);

        atBens.connected(RealServer.url());

        JsonNode told = atBens.hear("changes").path("conversations").path(0);
        assertThat(told.path("rev").asLong()).isEqualTo(3);
        assertThat(told.path("messages")).hasSize(1);
        assertThat(told.path("messages").path(0))
                .isEqualTo(atAnnas.newest(room, 1).getFirst());
        assertThat(emoji(told.path("messages").path(0))).containsExactly(PARTY);
    }

    @Test
    void saying_the_same_twice_changes_nothing_and_nobody_is_told() {
        long seq = atAnnas.post(room, "lunch?");
        long rev = react(atBens, seq, THUMB, true);
        atAnnas.hear("changed");

        assertThat(react(atBens, seq, THUMB, true)).isEqualTo(rev);
        long off = react(atBens, seq, THUMB, false);
        assertThat(react(atBens, seq, THUMB, false)).isEqualTo(off).isEqualTo(2);

        atAnnas.hear("changed", frame -> frame.path("rev").asLong() == 2);
        atAnnas.fence();
        assertThat(atAnnas.untaken("changed")).isEmpty();
        assertThat(atAnnas.newest(room, 1).getFirst().has("reactions")).isFalse();
    }

    @Test
    void an_edit_keeps_them_and_a_deletion_takes_them_away() {
        long seq = atAnnas.post(room, "lunch?");
        react(atBens, seq, THUMB, true);

        atAnnas.edit(room, seq, "lunch at one?");
        JsonNode edited = atBens.hear("changed", frame -> frame.path("rev").asLong() == 2);
        atAnnas.delete(room, seq);
        JsonNode deleted = atBens.hear("changed", frame -> frame.path("rev").asLong() == 3);

        assertThat(emoji(edited.path("message"))).containsExactly(THUMB);
        assertThat(deleted.path("message").has("reactions")).isFalse();
        assertThat(refusal(() -> react(atBens, seq, THUMB, true))).isEqualTo("message.deleted");
    }

    @Test
    void a_guest_reacts_and_whoever_is_not_there_does_not() {
        Login gus = People.somebody("gus");
        Login zoe = People.somebody("zoe");
        rooms.add(anna, room, gus).ok();
        rooms.role(anna, room, gus, "guest").ok();
        long seq = atAnnas.post(room, "lunch?");

        assertThat(react(People.client(gus), seq, THUMB, true)).isEqualTo(1);
        assertThat(refusal(() -> react(People.client(zoe), seq, THUMB, true))).isEqualTo("conversation.missing");
        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("archived", true))
                .ok();
        assertThat(refusal(() -> react(atBens, seq, THUMB, true))).isEqualTo("conversation.archived");
    }

    @Test
    void only_what_one_may_see_can_be_reacted_to() {
        long closed = rooms.groupSinceJoining(anna, ben);
        long before = atAnnas.post(closed, "among us");
        Login carol = People.somebody("carol");
        rooms.add(anna, closed, carol).ok();
        ChatClient atCarols = People.client(carol);

        assertThat(refusal(() -> ask(atCarols, closed, before, THUMB, true))).isEqualTo("message.missing");
        assertThat(refusal(() -> react(atAnnas, 1, THUMB, true))).isEqualTo("message.system");
        assertThat(refusal(() -> react(atAnnas, 99, THUMB, true))).isEqualTo("message.missing");
        assertThat(carol.rest(RealServer.url()).get(path(closed, before)).code())
                .isEqualTo("message.missing");
        ask(atAnnas, closed, before, THUMB, true);
        atBens.hear("changed");
        atCarols.fence();
        assertThat(atCarols.untaken("changed")).isEmpty();
    }

    @Test
    void it_is_one_emoji_and_there_is_an_end_to_them() {
        long seq = atAnnas.post(room, "lunch?");
        assertThat(refusal(() -> react(atAnnas, seq, "yes", true))).isEqualTo("reaction.emoji");

        for (int face = 0x1F600; face < 0x1F600 + 20; face++) {
            react(atAnnas, seq, Character.toString(face), true);
        }

        assertThat(refusal(() -> react(atBens, seq, THUMB, true))).isEqualTo("reaction.too-many");
        assertThat(react(atBens, seq, Character.toString(0x1F600), true)).isEqualTo(21);
    }

    @Test
    void by_rest_the_same_rules_hold() {
        long seq = atAnnas.post(room, "lunch?");
        Rest bens = ben.rest(RealServer.url());
        String heart = path(room, seq) + "/" + URLEncoder.encode("❤", StandardCharsets.UTF_8);

        assertThat(bens.put(heart, "").ok().path("rev").asLong()).isEqualTo(1);
        assertThat(bens.put(heart, "").ok().path("rev").asLong()).isEqualTo(1);
        assertThat(emoji(atAnnas.hear("changed").path("message"))).containsExactly("❤️");
        JsonNode bensView = bens.get(path(room, seq)).ok().path("reactions").path(0);
        JsonNode annasView = anna.rest(RealServer.url())
                .get(path(room, seq))
                .ok()
                .path("reactions")
                .path(0);
        assertThat(bensView.path("own").asBoolean()).isTrue();
        assertThat(annasView.path("own").asBoolean()).isFalse();
        assertThat(bens.get(heart).ok().path("accounts")).hasSize(1);
        assertThat(bens.delete(heart).ok().path("rev").asLong()).isEqualTo(2);
        assertThat(bens.put(path(room, seq) + "/no", "").code()).isEqualTo("reaction.emoji");
    }

    private long react(ChatClient client, long seq, String emoji, boolean on) {
        return ask(client, room, seq, emoji, on);
    }

    private static long ask(ChatClient client, long conversation, long seq, String emoji, boolean on) {
        return client.ask(Json.object(
                        "type", "react", "conversation", conversation, "seq", seq, "emoji", emoji, "on", on))
                .path("rev")
                .asLong();
    }

    private static List<String> emoji(JsonNode message) {
        return message.path("reactions")
                .valueStream()
                .map(each -> each.path("emoji").asText())
                .toList();
    }

    private static String path(long conversation, long seq) {
        return "/conversations/" + conversation + "/messages/" + seq + "/reactions";
    }

    private static String refusal(Runnable wish) {
        try {
            wish.run();
            return "met";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
