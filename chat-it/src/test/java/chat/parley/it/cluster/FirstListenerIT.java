package chat.parley.it.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rooms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Until the other nodes know that somebody here listens to a conversation, its news passes by this one (docs/decisions,
 * 0020). Anna writes on the first node without a pause, and stops some milliseconds after Ben was the first on the second
 * node to listen: nothing comes later by which a gap could be noticed.
 */
@ClusterTest
@Order(4)
class FirstListenerIT {

    private static final int TIMES = 40;

    /** Sooner than the log is looked at for any other reason: nodes that are not heard are noticed after 4 s. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Random random = new Random(20_261_126);
    private Cluster cluster;
    private Rooms rooms;
    private Login anna;
    private Login ben;
    private ChatClient atAnnas;
    private ChatClient atBens;

    @BeforeEach
    void programs_that_write_as_fast_as_they_like(Cluster started) {
        cluster = started;
        rooms = Rooms.at(cluster.first());
        List<Login> programs = cluster.programs(2);
        anna = programs.getFirst();
        ben = programs.getLast();
        atAnnas = Cluster.client(anna, cluster.first());
        atBens = Cluster.client(ben, cluster.second());
    }

    @AfterEach
    void both_go() {
        atAnnas.close();
        atBens.close();
    }

    @Test
    void hears_everything_that_is_said_while_becoming_a_member() {
        for (int i = 0; i < TIMES; i++) {
            long room = rooms.group(anna);

            long last = talkWhile(room, () -> rooms.add(anna, room, ben).ok());

            hasAll(room, last);
        }
    }

    @Test
    void hears_everything_that_is_said_while_connecting() {
        for (int i = 0; i < TIMES; i++) {
            atBens.disconnect();
            long room = rooms.group(anna, ben);

            long last = talkWhile(room, () -> atBens.connected(cluster.second()));

            hasAll(room, last);
        }
    }

    /** The last message that Anna writes, until Ben has come and a moment longer. */
    private long talkWhile(long room, Runnable coming) {
        CompletableFuture<Void> come = CompletableFuture.runAsync(coming, Thread::startVirtualThread);
        long last;
        do {
            last = atAnnas.post(room, "before");
        } while (!come.isDone());
        for (int longer = random.nextInt(15); longer > 0; longer--) {
            last = atAnnas.post(room, "after");
        }
        Patience.await("Ben's coming", come);
        return last;
    }

    /** Ben has soon all from where he was let in, in order and without a gap. */
    private void hasAll(long room, long last) {
        Patience.await(
                "message " + last + " at Ben's",
                SOON,
                () -> atBens.position(room).filter(at -> at.seq() >= last).isPresent());
        assertThat(atBens.untaken("message").stream()
                        .filter(message -> message.path("conversation").asLong() == room)
                        .map(message -> message.path("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(begin(room) + 1, last).boxed().toList());
    }

    /** Up to where Ben was told what there was when he came: by a frame of the conversation, or by catching up. */
    private long begin(long room) {
        return LongStream.concat(
                        atBens.untaken("conversation").stream()
                                .map(frame -> frame.path("conversation"))
                                .filter(told -> told.path("id").asLong() == room)
                                .mapToLong(told -> told.path("seq").asLong()),
                        atBens.untaken("changes").stream()
                                .flatMap(frame -> frame.path("conversations").valueStream())
                                .filter(told -> told.path("id").asLong() == room)
                                .mapToLong(told -> told.path("seq").asLong()))
                .findFirst()
                .orElseThrow();
    }
}
