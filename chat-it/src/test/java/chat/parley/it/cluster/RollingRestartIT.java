package chat.parley.it.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import chat.parley.it.client.Transport;
import chat.parley.launcher.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Three nodes behind the shipped load balancer are restarted one after the other while people write and read. */
@ClusterTest(nodes = 3)
@Order(8)
class RollingRestartIT {

    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(5);
    private static final long SEED = 20_261_125;

    private Cluster cluster;
    private Balancer balancer;
    private Crowd crowd;
    private Login anna;
    private long room;

    @BeforeEach
    void people_behind_a_load_balancer(Cluster started) throws IOException {
        assumeTrue(Balancer.available(), "There is no HAProxy here; install it");
        cluster = started;
        balancer = Balancer.before(cluster.nodes());
        crowd = new Crowd(cluster, "rolling", new Crowd.Ways(List.of(balancer.url()), Duration.ofMillis(200), SEED));
        crowd.wanderers().get(1).client().by(Transport.EVENTS);
        crowd.wanderers().get(2).client().by(Transport.POLLING);
        crowd.start();
        anna = cluster.programs(1).getFirst();
        room = Rooms.at(cluster.first()).group(anna);
    }

    @AfterEach
    void no_load_balancer() {
        if (balancer != null) {
            balancer.close();
        }
    }

    @Test
    @Timeout(900)
    void nothing_is_lost_and_nobody_is_away_for_long() throws Exception {
        cluster.awaitWhole();
        crowd.progress();
        for (Node node : cluster.nodes()) {
            restart(node);
            cluster.awaitWhole();
            crowd.progress();
        }

        crowd.rest();

        List<Duration> absences = crowd.wanderers().stream()
                .map(Wanderer::client)
                .map(ChatClient::longestAbsence)
                .toList();
        System.out.println("Longest absences: " + absences);
        crowd.judge();
        assertThat(crowd.wanderers()).allMatch(wanderer -> wanderer.connections() > 1, "has moved");
        assertThat(absences).allMatch(absence -> absence.compareTo(LONGEST_ABSENCE) < 0, "is short");
    }

    /** Whoever is on the node is told to move, by whatever way they came; whoever comes is sent elsewhere. */
    private void restart(Node node) throws InterruptedException {
        List<ChatClient> residents = Arrays.stream(Transport.values())
                .map(way -> client(way).connected(node.url()))
                .toList();
        ReadingOn reading = ReadingOn.in(room, client(Transport.SOCKET).connected(node.url()));
        Map<ChatClient, List<Sending>> burst = new HashMap<>();
        residents.forEach(resident -> burst.put(
                resident,
                IntStream.range(0, 100)
                        .mapToObj(i -> resident.send(room, "in flight " + i))
                        .toList()));

        Thread stopping = Thread.startVirtualThread(node::stop);

        assertThat(residents.getFirst().hear("drain").path("within").asLong()).isEqualTo(3_000);
        assertThat(Rest.at(node.url()).get("/ready").status()).isEqualTo(503);
        for (Transport way : Transport.values()) {
            assertThatThrownBy(() -> client(way).connect(node.url())).hasMessageContaining("503");
        }
        residents.stream().skip(1).forEach(resident -> resident.hear("drain"));
        burst.forEach(this::move);
        assertThat(stopping.join(Patience.USUAL))
                .as("%s has stopped", node.name())
                .isTrue();
        long read = reading.end();
        assertThat(read).isPositive();
        assertThat(Rooms.at(balancer.url()).get(anna, room).ok().path("read").asLong())
                .as("what was read until %s ended the connection", node.name())
                .isGreaterThanOrEqualTo(read);
        cluster.restart(node);
    }

    /** Another node takes it, although its cookie names the old one, and all it was saying is there once. */
    private void move(ChatClient resident, List<Sending> said) {
        resident.connected(balancer.url());
        said.stream().filter(sending -> !sending.seq().isDone()).forEach(resident::send);
        assertThat(said.stream().map(Sending::acknowledged)).doesNotHaveDuplicates();
    }

    private ChatClient client(Transport way) {
        return new ChatClient("resident", anna, Recorder.inMemory()).by(way);
    }
}
