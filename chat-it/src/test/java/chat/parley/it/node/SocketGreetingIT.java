package chat.parley.it.node;

import java.io.IOException;
import java.util.List;

import chat.parley.it.client.Closed;
import chat.parley.it.client.FrameSocket;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Patience;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a connection begins, for strangers. */
@NodeTest
class SocketGreetingIT {

    @Test
    void a_connection_without_a_hello_is_closed_after_a_while() throws IOException {
        FrameSocket socket = FrameSocket.open(new Upgrade(RealServer.url()), _ -> {});

        Closed how = Patience.await("end of the connection", socket.closed());

        assertThat(how.code()).isEqualTo(4401);
    }

    @Test
    void the_subprotocol_is_agreed_on() throws IOException {
        FrameSocket socket = FrameSocket.open(new Upgrade(RealServer.url()), _ -> {});

        assertThat(socket.subprotocol()).isEqualTo("parley.v1.json");
    }

    @Test
    void a_page_of_somebody_else_may_not_connect() {
        Upgrade upgrade = new Upgrade(RealServer.url(), List.of("Origin", "https://evil.example"));

        assertThatThrownBy(() -> FrameSocket.open(upgrade, _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
    }

    @Test
    void a_page_of_our_own_may_connect() throws IOException {
        Upgrade upgrade = new Upgrade(
                RealServer.url(), List.of("Origin", "http://" + RealServer.url().getAuthority()));

        FrameSocket socket = FrameSocket.open(upgrade, _ -> {});

        assertThat(socket.closed()).isNotDone();
    }
}
