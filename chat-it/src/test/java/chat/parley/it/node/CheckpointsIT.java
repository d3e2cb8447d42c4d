package chat.parley.it.node;

import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The server keeps what a device says it has applied, and one's other devices can go on from there. */
@NodeTest
class CheckpointsIT {

    private final Rooms rooms = Rooms.at(RealServer.url());
    private Login ben;
    private Login laptop;
    private Login phone;
    private ChatClient atBens;
    private ChatClient onLaptop;
    private long room;

    @BeforeEach
    void somebody_with_two_devices_and_somebody_else() {
        String username = People.withPassword("anna");
        laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        phone = Login.of(RealServer.url(), username, People.PASSWORD, "phone");
        ben = People.somebody("ben");
        room = rooms.group(laptop, ben);
        atBens = People.client(ben);
        onLaptop = People.client(laptop);
    }

    @Test
    void another_installation_goes_on_where_the_first_one_was_and_gets_exactly_what_came_after() {
        onLaptop.awaitPosition(room, atBens.post(room, "seen on the laptop"));
        JsonNode said = onLaptop.sayCheckpoint();
        JsonNode kept = awaitKept("laptop");
        long later = atBens.post(room, "not said to be seen");
        onLaptop.awaitPosition(room, later);
        onLaptop.disconnect();
        atBens.edit(room, 2, "seen on the laptop, corrected");

        ChatClient onPhone = new ChatClient("phone", phone, Recorder.inMemory());
        onPhone.standAt(kept);
        onPhone.connected(RealServer.url());

        assertThat(kept).isEqualTo(said);
        JsonNode changes = onPhone.hear("changes");
        assertThat(changes.path("conversations")).singleElement().satisfies(told -> {
            assertThat(told.path("id").asLong()).isEqualTo(room);
            assertThat(told.has("reset")).isFalse();
            assertThat(told.path("messages"))
                    .extracting(message -> message.path("body").asText())
                    .containsExactly("seen on the laptop, corrected", "not said to be seen");
        });
    }

    @Test
    void of_many_words_the_last_counts() {
        for (int i = 0; i < 20; i++) {
            onLaptop.awaitPosition(room, atBens.post(room, "message " + i));
            onLaptop.sayCheckpoint();
        }

        Patience.await(
                "checkpoint at the last message",
                Patience.USUAL,
                () -> checkpoint(phone, "laptop")
                                .body()
                                .path("conversations")
                                .path(Long.toString(room))
                                .path(0)
                                .asLong()
                        == 21);
    }

    @Test
    void it_is_nobody_elses_and_goes_with_the_device() {
        onLaptop.sayCheckpoint();
        awaitKept("laptop");
        String path = "/me/devices/" + device("laptop").path("id").asLong() + "/checkpoint";

        assertThat(ben.rest(RealServer.url()).get(path).status()).isEqualTo(404);
        assertThat(ben.rest(RealServer.url()).get(path).code()).isEqualTo("checkpoint.missing");
        assertThat(checkpoint(laptop, "phone").code()).isEqualTo("checkpoint.missing");
        assertThat(device("phone").has("checkpointAt")).isFalse();

        laptop.rest(RealServer.url()).post("/auth/logout", null).ok();

        assertThat(phone.rest(RealServer.url()).get(path).code()).isEqualTo("checkpoint.missing");
    }

    @Test
    void signing_in_again_on_the_same_installation_finds_it() {
        JsonNode said = onLaptop.sayCheckpoint();
        awaitKept("laptop");

        Login again = Login.of(RealServer.url(), laptop.username(), People.PASSWORD, "laptop");

        assertThat(checkpoint(again, "laptop").ok()).isEqualTo(said);
    }

    @Test
    void a_forged_one_tells_nothing_and_hurts_nobody() {
        Login zoe = People.somebody("zoe");
        long foreign = rooms.group(ben, zoe);
        ChatClient onPhone = People.client(phone);
        JsonNode said = onLaptop.sayCheckpoint();
        ObjectNode forged = said.deepCopy();
        forged.put("account", Long.MAX_VALUE);
        ObjectNode positions = forged.putObject("conversations");
        positions.putArray(Long.toString(foreign)).add(Long.MAX_VALUE).add(Long.MAX_VALUE);
        positions.putArray(Long.toString(room)).add(Long.MAX_VALUE).add(Long.MAX_VALUE);
        positions.putArray("-7").add(-1).add(-1);

        onPhone.tell(Json.object("type", "checkpoint", "checkpoint", forged));

        assertThat(awaitKept("phone")).isEqualTo(said);
        assertThat(awaitKept("laptop")).isEqualTo(said);
    }

    @Test
    void one_of_another_epoch_is_ignored() {
        JsonNode said = onLaptop.sayCheckpoint();
        JsonNode kept = awaitKept("laptop");
        String before = device("laptop").path("checkpointAt").asText();
        ChatClient onPhone = People.client(phone);

        for (String epoch : new String[] {UUID.randomUUID().toString(), "of old\0"}) {
            ObjectNode foreign = said.deepCopy();
            onLaptop.tell(Json.object("type", "checkpoint", "checkpoint", foreign.put("epoch", epoch)));
        }
        onLaptop.fence();
        onPhone.sayCheckpoint();
        awaitKept("phone");

        assertThat(checkpoint(laptop, "laptop").ok()).isEqualTo(kept);
        assertThat(device("laptop").path("checkpointAt").asText()).isEqualTo(before);
    }

    /** Waits until the checkpoint of this device is kept; it. */
    private JsonNode awaitKept(String name) {
        Patience.await(
                "checkpoint of the " + name, Patience.USUAL, () -> device(name).has("checkpointAt"));
        return checkpoint(phone, name).ok();
    }

    private Rest.Answer checkpoint(Login asking, String name) {
        return asking.rest(RealServer.url())
                .get("/me/devices/" + device(name).path("id").asLong() + "/checkpoint");
    }

    private JsonNode device(String name) {
        for (JsonNode device :
                phone.rest(RealServer.url()).get("/me/devices").ok().path("devices")) {
            if (device.path("name").asText().equals(name)) {
                return device;
            }
        }
        throw new AssertionError("there is no device " + name);
    }
}
