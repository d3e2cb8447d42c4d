package chat.parley.it.cluster;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far each has come is told to the other on the other node. */
@ClusterTest
@Order(2)
class ReceiptsOverNodesIT extends TwoPeople {

    @Test
    void what_was_read_there_is_told_here() {
        long seq = atAnnas.post(room, "hello Ben");
        atBens.hearMessage(room, "hello Ben");

        read(atBens, seq);

        JsonNode position = atAnnas.hear("receipts").path("positions").path(0);
        assertThat(position.path("account").asLong()).isEqualTo(ben.account());
        assertThat(position.path("read").asLong()).isEqualTo(seq);
    }

    @Test
    void whoever_hides_it_there_is_not_told_of_here_and_shown_nothing_on_either_node() {
        ChatClient onBensPhone = Cluster.client(ben, cluster.first());
        ben.rest(cluster.second())
                .put("/me/receipts", Json.object("shown", false))
                .ok();
        onBensPhone.hear("self", frame -> frame.has("receipts"));
        onBensPhone.sync();
        long seq = atAnnas.post(room, "hello Ben");

        read(atBens, seq);
        read(atAnnas, seq);
        onBensPhone.hear("self", f -> f.path("read").path(Long.toString(room)).asLong() == seq);
        atAnnas.hear("self", f -> f.path("read").path(Long.toString(room)).asLong() == seq);
        onBensPhone.fence();
        atAnnas.fence();

        assertThat(onBensPhone.untaken("receipts")).isEmpty();
        assertThat(atAnnas.untaken("receipts"))
                .flatExtracting(frame -> frame.findValuesAsText("account"))
                .doesNotContain(Long.toString(ben.account()));
    }

    private void read(ChatClient client, long seq) {
        client.tell(Json.object("type", "read", "conversation", room, "seq", seq));
    }
}
