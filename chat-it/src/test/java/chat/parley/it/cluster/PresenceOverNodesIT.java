package chat.parley.it.cluster;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.launcher.Node;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna is on one node or the other; Ben watches from the first. */
@ClusterTest
@Order(6)
class PresenceOverNodesIT {

    private Cluster cluster;
    private Login anna;
    private ChatClient atBens;

    @BeforeEach
    void ben_watches(Cluster started) {
        cluster = started;
        anna = cluster.somebody("anna");
        atBens = Cluster.client(cluster.somebody("ben"), cluster.first());
    }

    @Test
    void whoever_is_on_the_other_node_is_seen_here() {
        watch(atBens);
        look("offline");

        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        look("online");
        atAnnas.tell(Json.object("type", "status", "status", "busy", "text", "In a meeting"));

        assertThat(look("busy").path("text").asText()).isEqualTo("In a meeting");
    }

    @Test
    void whoever_moves_to_the_other_node_is_not_seen_to_go() {
        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        watch(atBens);
        lookFinally("online");

        atAnnas.disconnect();
        atAnnas.connected(cluster.first());
        atAnnas.tell(Json.object("type", "status", "status", "busy"));

        look("busy");
    }

    @Test
    void a_killed_nodes_people_are_gone_after_the_grace_and_back_when_they_come() {
        ChatClient atAnnas = Cluster.client(anna, cluster.second());
        watch(atBens);
        lookFinally("online");
        Node second = cluster.nodes().get(1);

        second.kill9();
        try {
            assertThat(look("offline").has("lastSeen")).isTrue();
            atAnnas.connected(cluster.first());
            look("online");
        } finally {
            cluster.restart(second);
        }

        ChatClient atZoes = Cluster.client(cluster.somebody("zoe"), cluster.second());
        watch(atZoes);
        assertThat(atZoes.hear("presence")
                        .path("accounts")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("online");
    }

    private void watch(ChatClient client) {
        ObjectNode watch = Json.object("type", "watch");
        watch.putArray("accounts").add(anna.account());
        client.tell(watch);
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
