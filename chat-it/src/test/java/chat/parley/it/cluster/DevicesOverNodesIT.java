package chat.parley.it.cluster;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Anna's laptop is on one node, her phone on the other. */
@ClusterTest
@Order(3)
class DevicesOverNodesIT {

    @Test
    void what_one_keeps_on_one_node_is_told_on_the_other(Cluster cluster) {
        Login anna = cluster.somebody("anna");
        ChatClient onLaptop = Cluster.client(anna, cluster.first());
        ChatClient onPhone = Cluster.client(anna, cluster.second());

        onLaptop.ask(Json.object("type", "keep", "name", "theme", "value", "dark", "clock", 1));

        JsonNode told = onPhone.hear("self").path("memos").path(0);
        assertThat(told.path("name").asText()).isEqualTo("theme");
        assertThat(told.path("value").asText()).isEqualTo("dark");
    }
}
