package chat.parley.it.node;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of a conversation with thirty messages. */
@NodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login anna;
    private ChatClient atAnnas;
    private long room;

    @BeforeAll
    void a_room_with_thirty_messages() {
        anna = People.somebody("anna");
        room = rooms.group(anna);
        atAnnas = People.client(anna);
        for (int i = 2; i <= 30; i++) {
            atAnnas.post(room, "message " + i);
        }
    }

    @Test
    void without_a_position_the_newest_come() {
        assertThat(page("limit", 5)).isEqualTo(numbers(26, 30));
    }

    @Test
    void before_a_message_the_nearest_older_ones_come() {
        assertThat(page("before", 11, "limit", 5)).isEqualTo(numbers(6, 10));
        assertThat(page("before", 3, "limit", 5)).isEqualTo(numbers(1, 2));
        assertThat(page("before", 1)).isEmpty();
    }

    @Test
    void after_a_message_the_nearest_newer_ones_come() {
        assertThat(page("after", 10, "limit", 5)).isEqualTo(numbers(11, 15));
        assertThat(page("after", 29)).isEqualTo(numbers(30, 30));
        assertThat(page("after", 30)).isEmpty();
    }

    @Test
    void around_a_message_it_is_in_the_middle() {
        List<Long> page = page("around", 15, "limit", 6);

        assertThat(page).hasSize(6).contains(14L, 15L, 16L).isSorted();
    }

    @Test
    void it_is_said_whether_there_are_more() {
        assertThat(more("limit", 5)).isTrue();
        assertThat(more("limit", 30)).isFalse();
        assertThat(more("before", 6, "limit", 5)).isFalse();
        assertThat(more("before", 7, "limit", 5)).isTrue();
        assertThat(more("after", 24, "limit", 5)).isTrue();
        assertThat(more("after", 25, "limit", 5)).isFalse();
    }

    @Test
    void walking_page_by_page_meets_every_message_once() {
        List<Long> met = new ArrayList<>();
        for (List<Long> page = page("limit", 7); !page.isEmpty(); page = page("before", met.getFirst(), "limit", 7)) {
            met.addAll(0, page);
        }

        assertThat(met).isEqualTo(numbers(1, 30));
    }

    @Test
    void rest_and_the_socket_show_the_same() {
        JsonNode byRest = rooms.page(anna, room, "after=5&limit=9");
        JsonNode bySocket = atAnnas.ask(Json.object("type", "history", "conversation", room, "after", 5, "limit", 9));

        assertThat(byRest.path("messages")).isEqualTo(bySocket.path("messages"));
        assertThat(byRest.path("more")).isEqualTo(bySocket.path("more"));
    }

    @Test
    void a_page_of_nonsense_is_refused() {
        assertThat(refusal("limit", 0)).isEqualTo("request.malformed");
        assertThat(refusal("limit", 201)).isEqualTo("request.malformed");
        assertThat(refusal("before", 5, "after", 5)).isEqualTo("request.malformed");
    }

    private List<Long> page(Object... wanted) {
        return atAnnas.history(frame(wanted)).stream()
                .map(message -> message.path("seq").asLong())
                .toList();
    }

    private boolean more(Object... wanted) {
        return atAnnas.ask(frame(wanted).put("type", "history")).path("more").asBoolean();
    }

    private String refusal(Object... wanted) {
        try {
            return "a page of " + page(wanted).size();
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private ObjectNode frame(Object... wanted) {
        return Json.object(wanted).put("conversation", room);
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
