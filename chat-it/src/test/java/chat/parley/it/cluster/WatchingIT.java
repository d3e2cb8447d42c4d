package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import chat.parley.it.client.Login;
import chat.parley.it.client.Rooms;
import chat.parley.it.docker.Watching;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** All that the shipped alerts and the board look at exists. */
@ClusterTest
@Order(4)
class WatchingIT {

    private static final String OF_THE_BALANCER = "haproxy_";

    @Test
    void nodes_count_what_is_looked_at(Cluster cluster) throws Exception {
        List<Watching.Series> counted = Watching.series().stream()
                .filter(series -> !series.name().startsWith(OF_THE_BALANCER))
                .toList();
        Login anna = cluster.programs(1).getFirst();
        long room = Rooms.at(cluster.first()).group(anna);
        // The log counts from the first message on.
        Cluster.client(anna, cluster.first()).send(room, "something to count").acknowledged();

        String metrics = get(cluster.nodes().getFirst().management().resolve("/metrics"));

        assertThat(counted).hasSizeGreaterThan(15).allMatch(series -> series.isIn(metrics), "is counted");
    }

    @Test
    void so_does_the_load_balancer(Cluster cluster) throws Exception {
        assumeTrue(Balancer.available(), "There is no HAProxy here");
        List<Watching.Series> counted = Watching.series().stream()
                .filter(series -> series.name().startsWith(OF_THE_BALANCER))
                .toList();

        try (Balancer balancer = Balancer.before(cluster.nodes())) {
            String metrics = get(balancer.metrics());

            assertThat(counted).isNotEmpty().allMatch(series -> series.isIn(metrics), "is counted");
        }
    }

    private static String get(URI metrics) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
