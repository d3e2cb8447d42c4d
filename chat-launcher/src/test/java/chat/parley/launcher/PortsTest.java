package chat.parley.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void the_first_node_has_the_ports_everybody_knows() {
        Ports first = Ports.of(8080, 0);

        assertThat(first.web()).isEqualTo(8080);
        assertThat(first.management()).isEqualTo(9990);
        assertThat(first.cluster()).isEqualTo(7600);
        assertThat(first.webWithoutOffset()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 443, 1024, 5000, 8080, 18_080, 60_000})
    void twenty_nodes_have_ports_of_their_own_wherever_the_first_is(int port) {
        List<Integer> all = IntStream.range(0, 20)
                .mapToObj(index -> Ports.of(port, index))
                .flatMap(ports -> Stream.concat(Stream.of(ports.web()), ports.local().stream()))
                .toList();

        assertThat(all).allMatch(number -> number > 0 && number <= 65_535);
        Set<Integer> distinct = new HashSet<>(all);
        assertThat(distinct).hasSameSizeAs(all);
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.of(taken.getLocalPort(), 0);

            assertThatThrownBy(() -> ports.requireFree("127.0.0.1"))
                    .isInstanceOfSatisfying(LaunchException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ExitCode.PORT_TAKEN);
                        assertThat(refusal).hasMessageContaining(Integer.toString(taken.getLocalPort()));
                    });
        }
    }

    @Test
    void an_address_of_another_machine_is_refused() {
        assertThatThrownBy(() -> Ports.of(8080, 0).requireFree("192.0.2.1"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("192.0.2.1 is no address of this machine");
    }
}
