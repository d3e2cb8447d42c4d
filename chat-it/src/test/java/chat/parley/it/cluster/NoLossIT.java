package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import chat.parley.launcher.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients write and read while everything that may happen to the processes happens; then their histories are held
 * against the log (docs/history-checker.md). {@code -Pchaos} goes on for half an hour; {@code -Dchaos.seed=N} repeats
 * what another run did, as far as processes repeat themselves.
 */
@ClusterTest
@Order(9)
class NoLossIT {

    private final long seed = Long.getLong("parley.chaos.seed", 20_261_122);
    private final Duration chaos = Duration.ofMinutes(Long.getLong("parley.chaos.minutes", 0));

    private Cluster cluster;
    private Crowd crowd;

    @BeforeEach
    void clients_that_write_and_read(Cluster started) throws IOException {
        cluster = started;
        List<URI> nodes = cluster.nodes().stream().map(Node::url).toList();
        crowd = new Crowd(cluster, Long.toString(seed), new Crowd.Ways(nodes, Duration.ofMillis(50), seed));
        crowd.start();
    }

    @Test
    @Timeout(3_600)
    void nothing_acknowledged_is_lost_and_all_see_one_order_whatever_happens() throws Exception {
        crowd.progress();
        Fault.once().forEach(this::strike);
        Random random = new Random(seed);
        for (long end = System.nanoTime() + chaos.toNanos(); System.nanoTime() < end; ) {
            strike(Fault.next(random));
        }

        crowd.rest();

        crowd.judge();
        assertThat(crowd.wanderers()).allMatch(wanderer -> wanderer.connections() > 1, "was cut off at least once");
    }

    private void strike(Fault fault) {
        System.out.println(LocalTime.now(ZoneOffset.UTC) + " " + fault);
        fault.strike(cluster);
        crowd.progress();
    }
}
