package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import chat.parley.launcher.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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
    private @Nullable Balancer balancer;

    @BeforeEach
    void clients_that_write_and_read(Cluster started) throws IOException {
        cluster = started;
        List<URI> addresses =
                new ArrayList<>(cluster.nodes().stream().map(Node::url).toList());
        if (Balancer.available()) {
            balancer = Balancer.before(cluster.nodes());
            addresses.add(balancer.url());
        }
        crowd = new Crowd(cluster, Long.toString(seed), new Crowd.Ways(addresses, Duration.ofMillis(50), seed));
        crowd.start();
    }

    @AfterEach
    void no_load_balancer() {
        if (balancer != null) {
            balancer.close();
        }
    }

    @Test
    @Timeout(3_600)
    void nothing_acknowledged_is_lost_and_all_see_one_order_whatever_happens() throws Exception {
        crowd.progress();
        Fault.once().forEach(this::strike);
        Random random = new Random(seed);
        for (long end = System.nanoTime() + chaos.toNanos(); System.nanoTime() < end; ) {
            Fault next = Fault.next(random);
            List<Fault> besides = Fault.besides().toList();
            if (besides.isEmpty() || random.nextBoolean()) {
                strike(Set.of(next));
            } else {
                strike(EnumSet.of(next, besides.get(random.nextInt(besides.size()))));
            }
        }

        crowd.rest();

        crowd.judge();
        assertThat(crowd.wanderers()).allMatch(wanderer -> wanderer.connections() > 1, "was cut off at least once");
    }

    /** All of them at the same time. */
    private void strike(Set<Fault> faults) {
        System.out.println(LocalTime.now(ZoneOffset.UTC) + " " + faults);
        List<? extends Future<?>> struck;
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            struck = faults.stream()
                    .map(fault -> together.submit(() -> fault.strike(cluster)))
                    .toList();
        }
        struck.forEach(Future::resultNow);
        crowd.progress();
    }
}
