package chat.parley.it.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Closed;
import chat.parley.it.client.FrameLine;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import chat.parley.it.client.Transport;
import chat.parley.launcher.OperatorClient.Load;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every transport promises alike: the frames, their order, recovery, and how it ends. */
abstract class TransportPromises {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** More than any buffer between server and client holds. */
    private static final int MUCH = 480;

    private static final int AT_A_TIME = 24;

    private final Rooms rooms = Rooms.at(RealServer.url());
    private final Transport transport;

    TransportPromises(Transport transport) {
        this.transport = transport;
    }

    @Test
    void messages_come_whole_and_in_order_and_sends_are_answered_in_theirs() {
        List<Login> programs = programs();
        ChatClient writer = client(programs.get(0));
        ChatClient reader = client(programs.get(1));
        long where = room(reader);

        List<Sending> sent = IntStream.range(0, 200)
                .mapToObj(i -> writer.send(where, "number " + i))
                .toList();

        List<Long> numbers = sent.stream().map(Sending::acknowledged).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        reader.awaitPosition(where, numbers.getLast());
        assertThat(reader.untaken("message"))
                .extracting(frame -> frame.path("seq").asLong())
                .containsExactlyElementsOf(LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                        .boxed()
                        .toList());
    }

    @Test
    void a_resend_is_answered_with_the_first_number_and_writes_nothing() {
        Login anna = People.somebody("anna");
        long room = rooms.group(anna);
        ChatClient atAnnas = client(anna);
        Sending hello = atAnnas.send(room, "hello");
        long first = hello.acknowledged();

        JsonNode again =
                atAnnas.ask(Json.object("type", "send", "conversation", room, "id", hello.id(), "body", "hello"));

        assertThat(again.path("seq").asLong()).isEqualTo(first);
        assertThat(atAnnas.post(room, "next")).isEqualTo(first + 1);
    }

    @Test
    void whoever_was_away_gets_what_came_and_what_changed() {
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        long room = rooms.group(anna, ben);
        ChatClient atAnnas = client(anna);
        ChatClient atBens = client(ben);
        long old = atAnnas.post(room, "old");
        atBens.awaitPosition(room, old);
        atBens.disconnect();
        atAnnas.edit(room, old, "old, corrected");
        atAnnas.post(room, "new");

        atBens.connected(RealServer.url());

        assertThat(atBens.hear("changes").path("conversations").path(0).path("messages"))
                .extracting(message -> message.path("body").asText())
                .containsExactly("old, corrected", "new");
        atAnnas.post(room, "and on");
        atBens.hearMessage(room, "and on");
    }

    @Test
    void who_reads_too_slowly_is_told_so_and_catches_up() {
        List<Login> programs = programs();
        ChatClient writer = client(programs.get(0));
        ChatClient reader = client(programs.get(1));
        long where = room(reader);
        String long30k = "x".repeat(30_000);
        reader.pause();
        long last = 0;
        for (int i = 0; i < MUCH; i += AT_A_TIME) {
            List<Sending> sent = IntStream.range(i, i + AT_A_TIME)
                    .mapToObj(n -> writer.send(where, n + long30k))
                    .toList();
            last = sent.stream().mapToLong(Sending::acknowledged).max().orElseThrow();
            // It is slow, not gone
            reader.sayRaw("{\"type\":\"pong\"}");
        }

        reader.goOn();

        reader.hear("resync");
        reader.awaitPosition(where, last);
        assertThat(writer.post(where, "and on")).isEqualTo(last + 1);
        reader.hearMessage(where, "and on");
    }

    @Test
    void revoking_a_device_ends_its_connection_within_a_second() throws IOException {
        String username = People.withPassword("anna");
        Login laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        ChatClient onPhone = stranger(Login.of(RealServer.url(), username, People.PASSWORD, "phone"));
        FrameLine line = onPhone.open(new Upgrade(RealServer.url()));
        onPhone.hello();
        onPhone.awaitCaughtUp();
        CompletableFuture<Closed> closed = line.closed();

        long phone = laptop.rest(RealServer.url())
                .get("/me/devices")
                .ok()
                .path("devices")
                .valueStream()
                .filter(device -> device.path("name").asText().equals("phone"))
                .mapToLong(device -> device.path("id").asLong())
                .findFirst()
                .orElseThrow();
        laptop.rest(RealServer.url()).delete("/me/devices/" + phone).ok();

        assertThat(Patience.await("end of the connection", AT_ONCE, closed).code())
                .isEqualTo(4401);
    }

    @Test
    void a_connection_without_a_hello_is_closed_after_a_while() throws IOException {
        ChatClient silent = stranger(People.somebody("anna"));
        silent.open(new Upgrade(RealServer.url())).say("\n");

        assertThat(silent.awaitClosed().code()).isEqualTo(4401);
    }

    @Test
    void before_a_hello_nothing_is_answered() throws IOException {
        ChatClient rude = stranger(People.somebody("anna"));
        rude.open(new Upgrade(RealServer.url()));

        rude.tell(Json.object("type", "history", "ref", 1, "conversation", 1));

        assertThat(rude.hear("error").path("problem").path("code").asText()).isEqualTo("auth.required");
        assertThat(rude.awaitClosed().code()).isEqualTo(4401);
    }

    @Test
    void a_page_of_somebody_else_may_not_connect() {
        Upgrade foreign = new Upgrade(RealServer.url(), List.of("Origin", "https://evil.example"));
        ChatClient evil = stranger(People.somebody("anna"));

        assertThat(refusal(evil, foreign)).contains("403");
    }

    @Test
    void a_page_of_our_own_may_connect() throws IOException {
        ChatClient own = stranger(People.somebody("anna"));
        own.open(new Upgrade(
                RealServer.url(), List.of("Origin", "http://" + RealServer.url().getAuthority())));

        own.hello();

        own.awaitCaughtUp();
    }

    @Test
    void a_frame_that_is_too_long_ends_the_connection() {
        ChatClient wordy = client(People.somebody("anna"));

        wordy.sayRaw("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(65_536) + "\"}");

        assertThat(wordy.awaitClosed().code()).isEqualTo(1009);
    }

    @Test
    void too_much_at_once_ends_the_connection() {
        ChatClient wordy = client(People.somebody("anna"));

        wordy.sayRaw(("{\"type\":\"pong\",\"padding\":\"" + "x".repeat(60_000) + "\"}\n").repeat(5));

        assertThat(wordy.awaitClosed().code()).isEqualTo(1009);
    }

    @Test
    void a_flood_of_frames_ends_the_connection() {
        ChatClient flood = client(People.somebody("anna"));

        for (int i = 0; i < 8; i++) {
            flood.sayRaw("{\"type\":\"pong\"}\n".repeat(1000));
        }

        assertThat(flood.awaitClosed().code()).isEqualTo(4429);
    }

    private static String refusal(ChatClient client, Upgrade to) {
        try {
            client.open(to).say("\n");
            return client.awaitClosed().reason();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private ChatClient client(Login login) {
        return stranger(login).connected(RealServer.url());
    }

    private ChatClient stranger(Login login) {
        return new ChatClient(login.username(), login, Recorder.inMemory()).by(transport);
    }

    /** Two in one conversation who may write as much as they like. */
    private static List<Login> programs() {
        return RealServer.operator()
                .load(new Load(1, 2, false))
                .map(line -> List.of(line.split("\t", -1)))
                .map(fields -> Login.withToken(RealServer.url(), fields.get(0), fields.get(1)))
                .toList();
    }

    private static long room(ChatClient program) {
        return program.hear("changes").path("conversations").path(0).path("id").asLong();
    }
}
