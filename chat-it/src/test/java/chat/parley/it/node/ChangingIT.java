package chat.parley.it.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Editing and deleting: numbered changes, told to all, and what was said before is kept. */
@NodeTest
class ChangingIT {

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
    void an_edit_is_told_to_all_and_the_history_has_it() {
        long seq = atBens.post(room, "helo");

        long rev = atBens.edit(room, seq, "hello");

        assertThat(rev).isEqualTo(1);
        JsonNode changed = atAnnas.hear("changed");
        assertThat(changed.path("seq").asLong()).isEqualTo(seq);
        assertThat(changed.path("rev").asLong()).isEqualTo(1);
        assertThat(changed.path("message").path("body").asText()).isEqualTo("hello");
        assertThat(changed.path("message").has("edited")).isTrue();
        assertThat(newest(atAnnas)).isEqualTo(changed.path("message"));
    }

    @Test
    void a_deletion_empties_the_message_for_all() {
        long seq = atBens.post(room, "never mind");

        atBens.delete(room, seq);

        JsonNode message = atAnnas.hear("changed").path("message");
        assertThat(message.path("body").asText()).isEmpty();
        assertThat(message.has("deleted")).isTrue();
        assertThat(newest(atAnnas)).isEqualTo(message);
    }

    @Test
    void what_was_said_before_is_kept() throws Exception {
        long seq = atBens.post(room, "first");
        atBens.edit(room, seq, "second");
        atBens.delete(room, seq);

        assertThat(versions(seq)).containsExactly("0 first", "1 second");
    }

    @Test
    void one_edits_ones_own_and_a_moderator_takes_others_away() {
        long annas = atAnnas.post(room, "of Anna");
        long bens = atBens.post(room, "of Ben");

        assertThat(refusal(() -> atBens.edit(room, annas, "of Ben"))).isEqualTo("conversation.role-too-low");
        assertThat(refusal(() -> atBens.delete(room, annas))).isEqualTo("conversation.role-too-low");
        assertThat(refusal(() -> atAnnas.edit(room, bens, "of Anna"))).isEqualTo("conversation.role-too-low");
        assertThat(atAnnas.delete(room, bens)).isEqualTo(1);
    }

    @Test
    void what_is_deleted_stays_so() {
        long seq = atBens.post(room, "gone");
        atBens.delete(room, seq);

        assertThat(refusal(() -> atBens.edit(room, seq, "back"))).isEqualTo("message.deleted");
    }

    @Test
    void what_does_not_exist_or_is_the_systems_cannot_be_changed() {
        assertThat(refusal(() -> atAnnas.edit(room, 99, "what?"))).isEqualTo("message.missing");
        assertThat(refusal(() -> atAnnas.delete(room, 1))).isEqualTo("message.system");
        assertThat(refusal(() -> atAnnas.edit(987_654_321, 1, "where?"))).isEqualTo("conversation.missing");
    }

    @Test
    void an_edit_keeps_to_the_limits_of_a_body() {
        long seq = atBens.post(room, "short");

        assertThat(refusal(() -> atBens.edit(room, seq, ""))).isEqualTo("message.empty");
        assertThat(refusal(() -> atBens.edit(room, seq, "x".repeat(32_769)))).isEqualTo("message.too-long");
    }

    @Test
    void changes_at_once_are_numbered_without_gaps_and_heard_in_order() {
        long annas = atAnnas.post(room, "of Anna");
        long bens = atBens.post(room, "of Ben");
        List<CompletableFuture<Long>> edits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            edits.add(atAnnas.editing(room, annas, "Anna's " + i));
            edits.add(atBens.editing(room, bens, "Ben's " + i));
        }

        List<Long> revs = edits.stream()
                .map(edit -> Patience.await("edit", edit))
                .sorted()
                .toList();
        atAnnas.hear("changed", frame -> frame.path("rev").asLong() == 40);

        assertThat(revs).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(atAnnas.untaken("changed"))
                .extracting(frame -> frame.path("rev").asLong())
                .isEqualTo(LongStream.rangeClosed(1, 39).boxed().toList());
    }

    @Test
    void by_rest_the_same_rules_hold() {
        long seq = atBens.post(room, "helo");
        String path = "/conversations/" + room + "/messages/" + seq;

        Rest.Answer foreign = anna.rest(RealServer.url()).patch(path, Json.object("body", "mine"));
        Rest.Answer own = ben.rest(RealServer.url()).patch(path, Json.object("body", "hello"));
        Rest.Answer gone = anna.rest(RealServer.url()).delete(path);

        assertThat(foreign.code()).isEqualTo("conversation.role-too-low");
        assertThat(own.ok().path("rev").asLong()).isEqualTo(1);
        assertThat(gone.ok().path("rev").asLong()).isEqualTo(2);
        atAnnas.hear("changed", frame -> frame.path("rev").asLong() == 2);
    }

    private JsonNode newest(ChatClient client) {
        return client.newest(room, 1).getLast();
    }

    private static String refusal(Runnable wish) {
        try {
            wish.run();
            return "met";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private List<String> versions(long seq) throws Exception {
        try (Connection connection = RealServer.connection();
                PreparedStatement query = connection.prepareStatement(
                        "select rev, body from message_version where conversation_id = ? and seq = ? order by rev")) {
            query.setLong(1, room);
            query.setLong(2, seq);
            try (ResultSet rows = query.executeQuery()) {
                List<String> versions = new ArrayList<>();
                while (rows.next()) {
                    versions.add(rows.getLong(1) + " " + rows.getString(2));
                }
                return versions;
            }
        }
    }
}
