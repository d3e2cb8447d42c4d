package chat.parley.it.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Closed;
import chat.parley.it.client.FrameLine;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The devices one is signed in on. */
@NodeTest
class DevicesIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private Login laptop;
    private Login phone;

    @BeforeEach
    void somebody_with_two_devices() {
        String username = People.withPassword("anna");
        laptop = Login.of(RealServer.url(), username, People.PASSWORD, "laptop");
        phone = Login.of(RealServer.url(), username, People.PASSWORD, "phone");
    }

    @Test
    void they_are_listed_and_the_present_one_is_marked() {
        JsonNode devices = laptop.rest(RealServer.url()).get("/me/devices").ok().path("devices");

        assertThat(devices)
                .extracting(device -> device.path("name").asText() + " " + device.path("current"))
                .containsExactlyInAnyOrder("laptop true", "phone false");
    }

    @Test
    void revoking_one_closes_its_socket_within_a_second_and_leaves_the_other() throws Exception {
        ChatClient onPhone = new ChatClient("phone", phone, Recorder.inMemory());
        FrameLine line = onPhone.open(new Upgrade(RealServer.url()));
        onPhone.hello();
        onPhone.awaitCaughtUp();
        ChatClient onLaptop = People.client(laptop);
        CompletableFuture<Closed> closed = line.closed();

        laptop.rest(RealServer.url()).delete("/me/devices/" + device("phone")).ok();

        assertThat(Patience.await("end of the phone's connection", AT_ONCE, closed)
                        .code())
                .isEqualTo(4401);
        onLaptop.fence();
        assertThat(onLaptop.online()).isTrue();
    }

    @Test
    void a_revoked_one_can_do_nothing_any_more() throws Exception {
        laptop.rest(RealServer.url()).delete("/me/devices/" + device("phone")).ok();

        assertThat(phone.rest(RealServer.url()).get("/me").code()).isEqualTo("auth.revoked");
        ChatClient onPhone = new ChatClient("phone", phone, Recorder.inMemory());
        onPhone.open(new Upgrade(RealServer.url()));
        onPhone.hello();
        assertThat(onPhone.awaitClosed().code()).isEqualTo(4401);
    }

    @Test
    void somebody_elses_cannot_be_revoked() {
        Login ben = People.somebody("ben");

        assertThat(ben.rest(RealServer.url())
                        .delete("/me/devices/" + device("phone"))
                        .status())
                .isEqualTo(404);
        assertThat(phone.rest(RealServer.url()).get("/me").status()).isEqualTo(200);
    }

    @Test
    void a_disabled_account_is_out_everywhere() {
        ChatClient onLaptop = People.client(laptop);
        ChatClient onPhone = People.client(phone);

        RealServer.operator().disable(laptop.username());

        assertThat(onLaptop.awaitClosed().code()).isEqualTo(4401);
        assertThat(onPhone.awaitClosed().code()).isEqualTo(4401);
        assertThat(Login.attempt(RealServer.url(), laptop.username(), People.PASSWORD, "laptop")
                        .code())
                .isEqualTo("auth.failed");
    }

    private long device(String name) {
        for (JsonNode device :
                laptop.rest(RealServer.url()).get("/me/devices").ok().path("devices")) {
            if (device.path("name").asText().equals(name)) {
                return device.path("id").asLong();
            }
        }
        throw new AssertionError("there is no device " + name);
    }
}
