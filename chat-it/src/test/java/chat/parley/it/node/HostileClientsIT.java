package chat.parley.it.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many who mean no good, beside two who talk. */
@NodeTest
class HostileClientsIT {

    private static final int MANY = 1_000;
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);

    private final List<Socket> hostile = new ArrayList<>();
    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void two_who_talk() {
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        room = Rooms.at(RealServer.url()).group(anna, ben);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
    }

    @AfterEach
    void the_others_go() throws IOException {
        for (Socket socket : hostile) {
            socket.close();
        }
    }

    @Test
    void a_thousand_sockets_that_never_say_hello_disturb_nobody_and_are_closed() throws IOException {
        for (int i = 0; i < MANY; i++) {
            hostile.add(upgraded());
        }

        talk(50);

        for (Socket socket : hostile) {
            assertThat(isEnded(socket)).isTrue();
        }
        talk(1);
    }

    @Test
    void a_thousand_requests_that_never_end_disturb_nobody() throws IOException {
        for (int i = 0; i < MANY; i++) {
            Socket socket = connected();
            socket.getOutputStream()
                    .write("POST /api/v1/frames HTTP/1.1\r\nHost: a".getBytes(StandardCharsets.US_ASCII));
            hostile.add(socket);
        }

        talk(50);
    }

    private void talk(int messages) {
        for (int i = 0; i < messages; i++) {
            Sending sending = atAnnas.send(room, "hello " + i);
            Patience.await("acknowledgement", UNDISTURBED, sending.seq());
            atBens.hearMessage(room, "hello " + i);
        }
    }

    private static Socket upgraded() throws IOException {
        Socket socket = connected();
        socket.getOutputStream().write("""
                GET /api/v1/socket HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: aG9zdGlsZSBjbGllbnQhIQ==\r
                Sec-WebSocket-Protocol: parley.v1.json\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }

    private static Socket connected() throws IOException {
        URI node = RealServer.url();
        Socket socket = new Socket(InetAddress.getByName(node.getHost()), node.getPort());
        socket.setSoTimeout((int) Patience.USUAL.toMillis());
        return socket;
    }

    /** Reads what is left; whether that comes to an end. */
    private static boolean isEnded(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException e) {
            return true;
        }
    }
}
