package chat.parley.it.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.FrameLine;
import chat.parley.it.client.FrameSocket.Upgrade;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.it.client.Sending;
import chat.parley.launcher.Node;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is done on one node, on the other. */
@ClusterTest
@Order(1)
class TwoNodesIT extends TwoPeople {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Test
    void a_message_sent_here_is_delivered_there_and_back() {
        atAnnas.post(room, "hello Ben");
        atBens.hearMessage(room, "hello Ben");

        atBens.post(room, "hello Anna");
        atAnnas.hearMessage(room, "hello Anna");
    }

    @Test
    void they_are_on_different_nodes() {
        assertThat(atAnnas.hear("welcome").path("node"))
                .isNotEqualTo(atBens.hear("welcome").path("node"));
    }

    @Test
    void messages_from_both_sides_have_one_order_on_both() {
        List<Sending> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.add(atAnnas.send(room, "Anna's " + i));
            sent.add(atBens.send(room, "Ben's " + i));
        }

        List<Long> numbers = sent.stream().map(Sending::acknowledged).sorted().toList();
        atAnnas.awaitPosition(room, 41);
        atBens.awaitPosition(room, 41);

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(2, 41).boxed().toList());
        assertThat(atAnnas.untaken("message")).isEqualTo(atBens.untaken("message"));
    }

    @Test
    void what_nobody_there_listens_to_does_not_travel() {
        long alone = rooms.group(anna, cluster.somebody("zoe"));
        atAnnas.awaitPosition(alone, 1);

        Patience.await(
                "burst of which the other node hears only its end",
                Patience.USUAL,
                () -> receivedThere(() -> {
                            for (int i = 0; i < 20; i++) {
                                atAnnas.post(alone, "here only");
                            }
                            atAnnas.post(room, "there too");
                            atBens.hearMessage(room, "there too");
                        })
                        == 1);
    }

    /** How many batches the second node receives meanwhile. A node that was not heard for long is sent everything again. */
    private long receivedThere(Runnable work) {
        long before = cluster.nodes().get(1).metric("parley_bus_received_total");
        work.run();
        return cluster.nodes().get(1).metric("parley_bus_received_total") - before;
    }

    @Test
    void edits_and_deletions_are_told_there() {
        long seq = atAnnas.post(room, "helo");

        atAnnas.edit(room, seq, "hello");
        assertThat(atBens.hear("changed").path("message").path("body").asText()).isEqualTo("hello");

        atAnnas.delete(room, seq);
        assertThat(atBens.hear("changed").path("message").has("deleted")).isTrue();
    }

    @Test
    void whoever_is_added_here_hears_of_it_there_and_gets_what_follows() {
        Login gus = cluster.somebody("gus");
        ChatClient atGuss = Cluster.client(gus, cluster.second());

        rooms.add(anna, room, gus).ok();

        JsonNode told = atGuss.hear("conversation");
        assertThat(told.path("conversation").path("id").asLong()).isEqualTo(room);
        atAnnas.post(room, "welcome Gus");
        atGuss.hearMessage(room, "welcome Gus");
    }

    @Test
    void whoever_is_removed_here_gets_nothing_more_there() {
        Login gus = cluster.somebody("gus");
        rooms.add(anna, room, gus).ok();
        ChatClient atGuss = Cluster.client(gus, cluster.second());

        rooms.remove(anna, room, gus).ok();
        atGuss.hear("removed");
        atAnnas.post(room, "without Gus");
        atBens.hearMessage(room, "without Gus");

        atGuss.fence();
        assertThat(atGuss.untaken("message"))
                .noneMatch(frame -> frame.path("body").asText().equals("without Gus"));
    }

    @Test
    void whoever_was_removed_here_cannot_post_there() {
        atBens.post(room, "still in");

        rooms.remove(anna, room, ben).ok();

        assertThat(Rooms.at(cluster.second())
                        .post(ben, room, "8f14e45f-ceea-467f-a8d5-7f2b9c1e4d3a", "still in?")
                        .code())
                .isEqualTo("conversation.not-member");
    }

    @Test
    void a_device_revoked_here_loses_its_socket_there_within_a_second() throws Exception {
        ChatClient there = new ChatClient("there", ben, Recorder.inMemory());
        FrameLine line = there.open(new Upgrade(cluster.second()));
        there.hello();
        there.awaitCaughtUp();

        ben.rest(cluster.first()).post("/auth/logout", null).ok();

        assertThat(Patience.await("end of the connection", AT_ONCE, line.closed())
                        .code())
                .isEqualTo(4401);
        assertThat(ben.rest(cluster.second()).get("/me").status()).isEqualTo(401);
    }

    @Test
    void writing_and_reading_are_told_there() {
        long seq = atAnnas.post(room, "read me");
        ChatClient onPhone = Cluster.client(anna, cluster.second());

        atAnnas.tell(Json.object("type", "typing", "conversation", room));
        assertThat(atBens.hear("typing").path("account").asLong()).isEqualTo(anna.account());

        atAnnas.tell(Json.object("type", "read", "conversation", room, "seq", seq));
        assertThat(onPhone.hear("self").path("read").path(Long.toString(room)).asLong())
                .isEqualTo(seq);
    }

    @Test
    void whoever_moves_to_the_other_node_goes_on_where_they_were() {
        atAnnas.post(room, "one");
        atBens.hearMessage(room, "one");
        atBens.disconnect();
        atAnnas.post(room, "two");

        atBens.connected(cluster.first());

        assertThat(atBens.hear("changes").path("conversations").path(0).path("messages"))
                .extracting(message -> message.path("body").asText())
                .containsExactly("two");
        atAnnas.post(room, "three");
        atBens.hearMessage(room, "three");
    }

    @Test
    void a_resend_on_the_other_node_is_the_same_message() {
        Sending hello = atAnnas.send(room, "hello");
        long seq = hello.acknowledged();

        assertThat(Rooms.at(cluster.second())
                        .post(anna, room, hello.id(), "hello")
                        .ok()
                        .path("seq")
                        .asLong())
                .isEqualTo(seq);
    }

    @Test
    void a_drained_node_gives_its_clients_to_the_other_until_it_is_taken_back() {
        Node drained = cluster.nodes().get(1);
        Rest admin = cluster.somebody("ada", "system").rest(cluster.first());
        String drain = "/admin/nodes/" + drained.name() + "/drain";
        Login program = cluster.programs(1).getFirst();
        long busy = rooms.group(program, anna);
        ChatClient writing = Cluster.client(program, drained.url());
        List<Sending> said = new ArrayList<>();
        admin.put(drain, Json.object()).ok();
        try {
            Patience.await("word that one should go", Patience.USUAL, () -> {
                said.add(writing.send(busy, "said " + said.size()));
                return writing.moveWithin().isPresent();
            });
            assertThat(atBens.hear("drain").path("within").asLong()).isPositive();
            Patience.await(
                    "word of it at the other",
                    Patience.USUAL,
                    () -> listed(admin, drained).path("leaving").asBoolean());
            assertThat(listed(admin, drained).has("drainAt")).isTrue();
            assertThat(Cluster.ready(drained.url())).isFalse();
            assertThatThrownBy(() -> new ChatClient("late", ben, Recorder.inMemory()).connect(drained.url()))
                    .hasMessageContaining("503");
            assertThat(admin.put("/admin/nodes/" + cluster.nodes().get(0).name() + "/drain", Json.object())
                            .code())
                    .isEqualTo("node.last");

            writing.connected(cluster.first());
            said.stream().filter(sending -> !sending.seq().isDone()).forEach(writing::send);
            atBens.connected(cluster.first());

            List<Long> numbers =
                    said.stream().map(Sending::acknowledged).sorted().toList();
            atAnnas.awaitPosition(busy, said.size() + 1);
            assertThat(numbers)
                    .isEqualTo(
                            LongStream.rangeClosed(2, said.size() + 1).boxed().toList());
            atAnnas.post(room, "hello at the other");
            atBens.hearMessage(room, "hello at the other");
        } finally {
            admin.delete(drain).ok();
            Patience.await("node that takes clients again", Patience.USUAL, () -> Cluster.ready(drained.url()));
        }
        assertThat(listed(admin, drained).has("drainAt")).isFalse();
        atBens.connected(drained.url()).post(room, "back again");
        atAnnas.hearMessage(room, "back again");
        writing.close();
    }

    private static JsonNode listed(Rest admin, Node node) {
        return admin.get("/admin/nodes")
                .ok()
                .path("nodes")
                .valueStream()
                .filter(listed -> listed.path("name").asText().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_direct_conversation_begun_on_both_nodes_at_once_is_one() {
        Login gus = cluster.somebody("gus");
        List<Thread> threads = new ArrayList<>();
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            Rooms where = Rooms.at(i % 2 == 0 ? cluster.first() : cluster.second());
            Login by = i % 4 < 2 ? anna : gus;
            Login with = by == anna ? gus : anna;
            threads.add(Thread.startVirtualThread(() -> ids.add(where.found(by, "direct", "private", "all", with))));
        }
        threads.forEach(TwoNodesIT::join);

        assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
    }

    private static void join(Thread thread) {
        try {
            thread.join(Patience.USUAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
