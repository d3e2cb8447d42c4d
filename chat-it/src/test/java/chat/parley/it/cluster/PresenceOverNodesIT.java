package chat.parley.it.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.launcher.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Anna is on one node or the other; Ben watches from the first. */
@ClusterTest
@Order(6)
class PresenceOverNodesIT {

    /** Nodes that took each other for dead compare what they know of the cluster after 8 s at the latest. */
    private static final Duration MERGED = Duration.ofSeconds(30);

    private Cluster cluster;
    private Login anna;
    private Login ben;
    private ChatClient atBens;

    @BeforeEach
    void ben_watches(Cluster started) {
        cluster = started;
        anna = cluster.somebody("anna");
        ben = cluster.somebody("ben");
        atBens = Cluster.client(ben, cluster.first());
    }

    @Test
    void whoever_is_on_the_other_node_is_seen_here() {
        watch(atBens, anna);
        look("offline");

        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        look("online");
        atAnnas.tell(Json.object("type", "status", "status", "busy", "text", "In a meeting"));

        assertThat(look("busy").path("text").asText()).isEqualTo("In a meeting");
    }

    @Test
    void whoever_moves_to_the_other_node_is_not_seen_to_go() {
        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        watch(atBens, anna);
        lookFinally("online");

        atAnnas.disconnect();
        atAnnas.connected(cluster.first());
        atAnnas.tell(Json.object("type", "status", "status", "busy"));

        look("busy");
    }

    @Test
    void a_killed_nodes_people_are_gone_after_the_grace_and_back_when_they_come() {
        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        watch(atBens, anna);
        lookFinally("online");
        Node second = cluster.nodes().get(1);
        String broker = Bus.name(second);

        second.kill9();
        try {
            assertThat(look("offline").has("lastSeen")).isTrue();
            atAnnas.connected(cluster.first());
            look("online");
        } finally {
            cluster.restart(second);
        }

        ChatClient atZoes = Cluster.client(cluster.somebody("zoe"), cluster.second());
        watch(atZoes, anna);
        assertThat(atZoes.hear("presence")
                        .path("accounts")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("online");
        // With a new name it would be a second one to those who still look for the first at this address
        assertThat(Bus.name(second)).isEqualTo(broker);
    }

    @Test
    void behind_a_cut_network_people_are_gone_after_the_grace_and_those_who_stayed_are_back_when_it_is_mended() {
        assumeTrue(Firewall.available(), "There is no nft here, or no right to use it");
        Login carla = cluster.somebody("carla");
        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        ChatClient atCarlas = Cluster.client(carla, cluster.second());
        watch(atAnnas, anna, ben, carla);
        watch(atBens, anna, ben, carla);
        sees(atAnnas, Map.of(anna, "online", ben, "online", carla, "online"));
        sees(atBens, Map.of(anna, "online", ben, "online", carla, "online"));

        try (Firewall _ = cluster.refusingBetweenNodes()) {
            sees(atAnnas, Map.of(anna, "online", ben, "offline", carla, "online"));
            sees(atBens, Map.of(anna, "offline", ben, "online", carla, "offline"));
            atCarlas.close();
            sees(atAnnas, Map.of(anna, "online", ben, "offline", carla, "offline"));
        }

        Map<Login, String> now = Map.of(anna, "online", ben, "online", carla, "offline");
        sees(atAnnas, now);
        sees(atBens, now);
        cluster.awaitWhole();
        Standstill.last(Cluster.GRACE.plusSeconds(1));
        sees(atAnnas, now);
        sees(atBens, now);
        atAnnas.tell(Json.object("type", "status", "status", "busy"));
        sees(atBens, Map.of(anna, "busy", ben, "online", carla, "offline"));
    }

    private static void watch(ChatClient client, Login... people) {
        ObjectNode watch = Json.object("type", "watch");
        ArrayNode accounts = watch.putArray("accounts");
        Arrays.stream(people).forEach(person -> accounts.add(person.account()));
        client.tell(watch);
    }

    /** This is how people look there, at last. */
    private static void sees(ChatClient client, Map<Login, String> looks) {
        Map<Long, String> wanted = new HashMap<>();
        looks.forEach((person, status) -> wanted.put(person.account(), status));
        Patience.await(
                "such a look " + wanted + " at " + client.name(),
                MERGED,
                () -> told(client).equals(wanted));
    }

    /** What was told last of everybody. */
    private static Map<Long, String> told(ChatClient client) {
        Map<Long, String> told = new HashMap<>();
        for (JsonNode frame : client.untaken("presence")) {
            frame.path("accounts")
                    .forEach(each -> told.put(
                            each.path("account").asLong(), each.path("status").asText()));
        }
        return told;
    }

    /** The next that Ben is told of Anna; it is this. */
    private JsonNode look(String status) {
        JsonNode seen = atBens.hear("presence").path("accounts").path(0);
        assertThat(seen.path("status").asText()).isEqualTo(status);
        return seen;
    }

    /** Ben is told this of Anna in the end: she may have come after he looked. */
    private void lookFinally(String status) {
        while (!atBens.hear("presence")
                .path("accounts")
                .path(0)
                .path("status")
                .asText()
                .equals(status)) {
            // What was told before counts no more
        }
    }
}
