package chat.parley.it.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Sending;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What people see while a part is away (docs/operations.md). */
@ClusterTest
@Order(7)
class DegradingIT extends TwoPeople {

    @BeforeEach
    @AfterEach
    void all_is_well() {
        hearsTyping();
    }

    @Test
    void without_the_database_sends_are_refused_and_typing_goes_on() {
        cluster.database().stop();
        try {
            assertThatThrownBy(() -> atAnnas.ask(message("lost?")))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("database.away"));
            hearsTyping();
            assertThat(Cluster.ready(cluster.first())).isFalse();
        } finally {
            cluster.database().start();
        }

        Patience.await("ready nodes", Patience.USUAL, () -> Cluster.ready(cluster.first()));
        atAnnas.post(room, "and on");
        atBens.hearMessage(room, "and on");
    }

    @Test
    void while_the_database_does_not_write_sends_wait_and_reading_goes_on() throws SQLException {
        Sending waiting;
        try (Connection connection = cluster.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table conversation in share row exclusive mode");
            waiting = atAnnas.send(room, "later");

            assertThat(atBens.newest(room, 10)).isNotEmpty();
            atBens.tell(Json.object("type", "typing", "conversation", room));
            atAnnas.hear("typing");
            assertThat(waiting.seq()).isNotDone();
            connection.rollback();
        }

        assertThat(waiting.acknowledged()).isPositive();
        atBens.hearMessage(room, "later");
    }

    @Test
    void without_the_bus_messages_come_from_the_log_some_seconds_later() {
        Bus.pause(cluster.nodes().get(1));
        try {
            messagesComeSooner("past the bus", Duration.ofSeconds(15));
        } finally {
            Bus.resume(cluster.nodes().get(1));
        }
    }

    @Test
    void nodes_that_do_not_reach_each_other_find_in_the_log_what_the_other_writes() {
        assumeTrue(Firewall.available(), "There is no nft here, or no right to use it");
        try (Firewall _ = cluster.betweenNodes()) {
            messagesComeSooner("past the cut", Duration.ofSeconds(15));
        }
    }

    @Test
    void a_clock_that_jumps_changes_nothing() {
        assumeTrue(WrongClock.available(), "There is no C compiler here");
        WrongClock clock = WrongClock.right();
        cluster.restart(cluster.nodes().get(1), clock.settings());
        atBens.connected(cluster.second());
        for (Duration wrong : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ZERO)) {
            clock.turn(wrong);
            Standstill.last(Duration.ofSeconds(2));
            messagesComeSooner("at the wrong time", Duration.ofSeconds(5));
        }
        cluster.restart(cluster.nodes().get(1), Map.of());
        atBens.connected(cluster.second());
    }

    /** More than once, in both directions, each within the limit. */
    private void messagesComeSooner(String body, Duration limit) {
        for (int i = 0; i < 3; i++) {
            long here = atAnnas.post(room, body + " from Anna " + i);
            Patience.await("Anna's message at Ben's", limit, () -> reached(atBens, here));
            long there = atBens.post(room, body + " from Ben " + i);
            Patience.await("Ben's message at Anna's", limit, () -> reached(atAnnas, there));
        }
    }

    private boolean reached(ChatClient client, long seq) {
        return client.position(room).filter(at -> at.seq() >= seq).isPresent();
    }

    /** The shortest way from one node to the other: no database, and nobody tries again. */
    private void hearsTyping() {
        Patience.await("typing from node to node", Duration.ofMinutes(1), () -> {
            atAnnas.tell(Json.object("type", "typing", "conversation", room));
            Standstill.last(Duration.ofMillis(200));
            return !atBens.untaken("typing").isEmpty();
        });
        while (!atBens.untaken("typing").isEmpty()) {
            atBens.hear("typing");
        }
    }

    private ObjectNode message(String body) {
        return Json.object(
                "type", "send", "conversation", room, "id", UUID.randomUUID().toString(), "body", body);
    }
}
