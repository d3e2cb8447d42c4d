package chat.parley.it.node;

import java.util.List;
import java.util.stream.IntStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import chat.parley.launcher.OperatorClient.Load;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From where one was to now: whole, or said not to be. */
@NodeTest
class CatchUpIT {

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
    void a_new_installation_gets_all_its_conversations_and_no_messages() {
        atAnnas.post(room, "the last word");
        atBens.disconnect();
        atBens.forget();

        atBens.connected(RealServer.url());

        JsonNode changes = atBens.hear("changes");
        JsonNode told = conversation(changes, room);
        assertThat(changes.path("more").asBoolean()).isFalse();
        assertThat(changes.has("account")).isTrue();
        assertThat(told.path("messages")).isEmpty();
        assertThat(told.path("seq").asLong()).isEqualTo(2);
        assertThat(told.path("conversation").path("last").path("body").asText()).isEqualTo("the last word");
        assertThat(told.path("conversation").path("name").asText()).isNotEmpty();
    }

    @Test
    void whoever_was_away_gets_what_came_and_what_changed_and_no_more() {
        long old = atAnnas.post(room, "old");
        long other = rooms.group(anna, ben);
        atBens.hear("conversation", f -> f.path("conversation").path("id").asLong() == other);
        atBens.awaitPosition(room, old);
        atBens.disconnect();
        atAnnas.edit(room, old, "old, corrected");
        atAnnas.post(room, "new");
        atAnnas.post(room, "newer");

        atBens.connected(RealServer.url());

        JsonNode changes = atBens.hear("changes");
        JsonNode told = conversation(changes, room);
        assertThat(changes.path("conversations")
                        .valueStream()
                        .filter(each -> each.path("id").asLong() != room))
                .allMatch(each -> each.path("messages").isEmpty());
        assertThat(told.path("messages"))
                .extracting(m -> m.path("seq").asLong() + " " + m.path("body").asText())
                .containsExactly("2 old, corrected", "3 new", "4 newer");
        assertThat(told.path("seq").asLong()).isEqualTo(4);
        assertThat(told.path("rev").asLong()).isEqualTo(1);
    }

    @Test
    void whoever_missed_nothing_gets_nothing() {
        atBens.disconnect();

        atBens.connected(RealServer.url());

        assertThat(atBens.hear("changes").path("conversations")).isEmpty();
    }

    @Test
    void a_conversation_begun_meanwhile_comes_with_its_summary() {
        atBens.disconnect();
        long begun = rooms.group(anna, ben);

        atBens.connected(RealServer.url());

        assertThat(conversation(atBens.hear("changes"), begun)
                        .path("conversation")
                        .path("id")
                        .asLong())
                .isEqualTo(begun);
        atAnnas.hear("conversation", f -> f.path("conversation").path("id").asLong() == begun);
        atAnnas.post(begun, "welcome");
        atBens.hearMessage(begun, "welcome");
    }

    @Test
    void another_name_given_meanwhile_is_told() {
        atBens.disconnect();
        anna.rest(RealServer.url())
                .patch("/conversations/" + room, Json.object("name", "Spring fair"))
                .ok();

        atBens.connected(RealServer.url());

        JsonNode told = conversation(atBens.hear("changes"), room);
        assertThat(told.path("conversation").path("name").asText()).isEqualTo("Spring fair");
        assertThat(told.path("messages")).hasSize(1);
    }

    @Test
    void what_one_has_read_elsewhere_is_told_here_and_at_the_next_hello() {
        long seq = atAnnas.post(room, "read me");
        Login phone = Login.withToken(RealServer.url(), ben.username(), ben.accessToken());
        ChatClient onPhone = new ChatClient("phone", phone, Recorder.inMemory()).connected(RealServer.url());
        atBens.disconnect();

        onPhone.tell(Json.object("type", "read", "conversation", room, "seq", seq));
        onPhone.hear("self", f -> f.path("read").path(Long.toString(room)).asLong() == seq);
        atBens.connected(RealServer.url());

        JsonNode told = conversation(atBens.hear("changes"), room);
        assertThat(told.path("conversation").path("read").asLong()).isEqualTo(seq);
        assertThat(told.path("conversation").path("unread").asLong()).isZero();
    }

    @Test
    void a_checkpoint_of_another_epoch_is_worth_nothing_and_that_is_said() throws Exception {
        atAnnas.post(room, "since then restored");
        ChatClient restored = new ChatClient("restored", ben, Recorder.inMemory());
        restored.open(new Upgrade(RealServer.url()));

        restored.sayRaw(hello(ben, "11111111-2222-3333-4444-555555555555", 1, 0));

        JsonNode told = conversation(restored.hear("changes"), room);
        assertThat(told.path("reset").asBoolean()).isTrue();
        assertThat(told.path("messages")).isEmpty();
        assertThat(told.path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void a_checkpoint_from_the_future_is_worth_nothing_and_that_is_said() throws Exception {
        String epoch = epoch();
        ChatClient confused = new ChatClient("confused", ben, Recorder.inMemory());
        confused.open(new Upgrade(RealServer.url()));

        confused.sayRaw(hello(ben, epoch, 1_000, 1_000));

        assertThat(conversation(confused.hear("changes"), room).path("reset").asBoolean())
                .isTrue();
    }

    @Test
    void too_much_to_tell_is_said_not_to_be_told() {
        List<Login> programs = programs();
        ChatClient writer = People.client(programs.get(0));
        ChatClient reader = People.client(programs.get(1));
        long where =
                reader.hear("changes").path("conversations").path(0).path("id").asLong();
        writer.post(where, "read");
        reader.hearMessage(where, "read");
        reader.disconnect();
        List<Sending> sent = IntStream.range(0, 501)
                .mapToObj(i -> writer.send(where, "missed " + i))
                .toList();
        sent.forEach(Sending::acknowledged);

        reader.connected(RealServer.url());

        JsonNode told = conversation(reader.hear("changes"), where);
        assertThat(told.path("reset").asBoolean()).isTrue();
        assertThat(told.path("messages")).isEmpty();
        assertThat(told.path("seq").asLong()).isEqualTo(sent.getLast().acknowledged());
    }

    @Test
    void much_to_tell_comes_in_several_frames_and_is_whole() {
        List<Login> programs = programs();
        ChatClient writer = People.client(programs.get(0));
        ChatClient reader = People.client(programs.get(1));
        long where =
                reader.hear("changes").path("conversations").path(0).path("id").asLong();
        reader.disconnect();
        String long20k = "x".repeat(20_000);
        List<Sending> sent = IntStream.range(0, 60)
                .mapToObj(i -> writer.send(where, i + long20k))
                .toList();
        long last = sent.stream().mapToLong(Sending::acknowledged).max().orElseThrow();

        reader.connected(RealServer.url());

        List<JsonNode> frames = reader.untaken("changes");
        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(frames.stream()
                        .flatMap(frame -> frame.path("conversations").valueStream())
                        .flatMap(each -> each.path("messages").valueStream())
                        .map(message -> message.path("seq").asLong()))
                .hasSize(60)
                .isSorted();
        assertThat(frames.subList(0, frames.size() - 1))
                .allMatch(frame -> frame.path("more").asBoolean());
        assertThat(reader.position(where))
                .hasValueSatisfying(at -> assertThat(at.seq()).isEqualTo(last));
    }

    @Test
    void sync_catches_up_on_the_same_connection() {
        long seq = atAnnas.post(room, "hello");
        atBens.awaitPosition(room, seq);

        atBens.sync();

        assertThat(atBens.untaken("changes"))
                .hasSize(2)
                .last()
                .satisfies(changes -> assertThat(changes.path("conversations")).isEmpty());
        atAnnas.post(room, "and on");
        atBens.hearMessage(room, "and on");
    }

    private List<Login> programs() {
        return RealServer.operator()
                .load(new Load(1, 2, false))
                .map(line -> List.of(line.split("\t", -1)))
                .map(fields -> Login.withToken(RealServer.url(), fields.get(0), fields.get(1)))
                .toList();
    }

    private String epoch() {
        atBens.disconnect();
        atBens.connected(RealServer.url());
        return atBens.hear("welcome").path("epoch").asText();
    }

    private String hello(Login who, String epoch, long seq, long rev) {
        JsonNode checkpoint = Json.object(
                "epoch", epoch, "account", 0, "conversations", Json.object(Long.toString(room), new long[] {seq, rev}));
        return Json.object("type", "hello", "token", who.accessToken(), "device", "restored", "checkpoint", checkpoint)
                .toString();
    }

    private static JsonNode conversation(JsonNode changes, long id) {
        for (JsonNode each : changes.path("conversations")) {
            if (each.path("id").asLong() == id) {
                return each;
            }
        }
        throw new AssertionError("nothing of conversation " + id + " in " + changes);
    }
}
