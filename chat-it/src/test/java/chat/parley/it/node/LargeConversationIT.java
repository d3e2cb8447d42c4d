package chat.parley.it.node;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten connections in one conversation, where eight make it large. */
@NodeTest
class LargeConversationIT {

    private static final int CROWD = 8;

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private Login ben;
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void a_crowd() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        Login zoe = People.somebody("zoe");
        room = rooms.group(anna, ben, zoe);
        IntStream.range(0, CROWD).forEach(_ -> People.client(zoe));
        atAnnas = People.client(anna);
        atBens = People.client(ben);
        look(atAnnas, room);
    }

    @Test
    void whoever_looks_is_told_everything_and_the_others_that_it_has_moved_on() {
        long first = atBens.post(room, "first");
        long last = atBens.post(room, "last");

        atAnnas.hearMessage(room, "first");
        atAnnas.hearMessage(room, "last");
        JsonNode activity = atBens.hear("activity", frame -> frame.path("seq").asLong() == last);
        assertThat(activity.path("conversation").asLong()).isEqualTo(room);
        assertThat(first).isLessThan(last);
        assertThat(atBens.untaken("message")).isEmpty();
    }

    @Test
    void whoever_is_mentioned_and_does_not_look_is_told_so() {
        atAnnas.post(room, "<@" + ben.account() + ">, have a look");

        assertThat(atBens.hear("activity").path("mentions").asLong()).isEqualTo(1);
        assertThat(rooms.get(ben, room).ok().path("mentions").asLong()).isEqualTo(1);
    }

    @Test
    void whoever_looks_again_gets_what_came_meanwhile_and_then_everything() {
        long seq = atAnnas.post(room, "said");
        atAnnas.edit(room, seq, "edited");
        atAnnas.post(room, "said too");
        atBens.hear("activity");

        look(atBens, room);

        JsonNode told = atBens.hear(
                        "changes",
                        frame -> !frame.at("/conversations/0/messages").isEmpty())
                .at("/conversations/0");
        assertThat(bodies(told)).containsExactly("edited", "said too");
        atAnnas.post(room, "said at last");
        atBens.hearMessage(room, "said at last");
    }

    @Test
    void whoever_is_removed_is_told_at_once_and_nothing_after() {
        atAnnas.post(room, "before");
        atBens.hear("activity");

        rooms.remove(anna, room, ben).ok();
        atBens.hear("removed");
        atAnnas.post(room, "after");
        atAnnas.hearMessage(room, "after");

        look(atBens, room);
        atBens.fence();
        assertThat(atBens.untaken("message")).isEmpty();
    }

    @Test
    void looking_at_what_one_is_no_member_of_shows_nothing() {
        long foreign = rooms.group(ben);
        look(atAnnas, foreign);
        atBens.post(foreign, "secret");

        atAnnas.fence();
        assertThat(atAnnas.untaken("message")).isEmpty();
    }

    private static void look(ChatClient client, long conversation) {
        client.tell(Json.object("type", "focus", "conversation", conversation));
        client.fence();
    }

    private static List<String> bodies(JsonNode changes) {
        return StreamSupport.stream(changes.path("messages").spliterator(), false)
                .map(message -> message.path("body").asText())
                .toList();
    }
}
