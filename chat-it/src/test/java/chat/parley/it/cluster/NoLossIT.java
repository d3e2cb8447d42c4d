package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rooms;
import chat.parley.it.history.HistoryFiles;
import chat.parley.it.history.Judging;
import chat.parley.it.history.LogExport;
import chat.parley.it.history.Verdict;
import chat.parley.launcher.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients write and read while the processes are killed and started again; then their histories are held against the
 * log (docs/history-checker.md). {@code -Pchaos} goes on for half an hour; {@code -Dparley.chaos.seed=N} repeats what
 * another run did, as far as processes repeat themselves.
 */
@ClusterTest
@Order(9)
class NoLossIT {

    private static final int CLIENTS = 8;
    private static final int ROOMS = 3;
    private static final int PROGRESS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final long seed = Long.getLong("parley.chaos.seed", 20_261_122);
    private final Duration chaos = Duration.ofMinutes(Long.getLong("parley.chaos.minutes", 0));
    private final Path histories =
            Path.of(System.getProperty("parley.it.work", "target/it"), "histories", Long.toString(seed));

    private Cluster cluster;
    private final List<Wanderer> wanderers = new ArrayList<>();
    private Churn churn;

    @BeforeEach
    void clients_that_write_and_read(Cluster started) throws IOException {
        cluster = started;
        empty(histories);
        List<Login> people = cluster.programs(CLIENTS);
        Rooms rooms = Rooms.at(cluster.first());
        Login[] others = people.subList(1, CLIENTS).toArray(Login[]::new);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            all.add(rooms.groupSinceJoining(people.getFirst(), others));
        }
        List<URI> nodes = cluster.nodes().stream().map(Node::url).toList();
        Wanderer.World world =
                new Wanderer.World(nodes, all, login -> cluster.operator().token(login.username()));
        for (int i = 0; i < CLIENTS; i++) {
            Recorder recorder = Recorder.in(histories.resolve("client-" + i + ".jsonl"));
            wanderers.add(new Wanderer(people.get(i), world, recorder, seed + i));
        }
        wanderers.forEach(Wanderer::start);
        churn = new Churn(people.getFirst(), people.getLast(), all.getLast(), nodes, seed);
        churn.start();
    }

    @Test
    @Timeout(3_600)
    void nothing_acknowledged_is_lost_and_all_see_one_order_whatever_is_killed() throws Exception {
        progress();
        for (Fault fault : Fault.once()) {
            strike(fault);
        }
        Random random = new Random(seed);
        for (long end = System.nanoTime() + chaos.toNanos(); System.nanoTime() < end; ) {
            strike(Fault.next(random));
        }
        churn.end();
        rest();

        Verdict verdict = Judging.judge(
                export().log(), HistoryFiles.in(List.of(histories)).entries());

        assertThat(verdict.violations())
                .as("judged from %s, seed %d", histories, seed)
                .isEmpty();
        assertThat(wanderers).allMatch(wanderer -> wanderer.connections() > 1, "was cut off at least once");
        assertThat(wanderers.stream().mapToLong(Wanderer::acknowledged).sum()).isGreaterThan(CLIENTS * PROGRESS * 4L);
        assertThat(churn.turns()).isGreaterThan(3);
    }

    private void strike(Fault fault) {
        fault.strike(cluster);
        progress();
    }

    /** Everybody who writes has got something acknowledged since. */
    private void progress() {
        List<Long> before = wanderers.stream().map(Wanderer::acknowledged).toList();
        Patience.await("progress of every client", LIMIT, () -> {
            for (int i = 0; i < CLIENTS; i++) {
                if (wanderers.get(i).acknowledged() < before.get(i) + PROGRESS) {
                    return false;
                }
            }
            return true;
        });
    }

    /** All that was written is acknowledged, and everybody has all of it. */
    private void rest() throws Exception {
        wanderers.forEach(Wanderer::beQuiet);
        Patience.await("rest", LIMIT, () -> wanderers.stream().allMatch(Wanderer::settled));
        List<Heads.Head> heads =
                Heads.of(cluster.database(), wanderers.getFirst().rooms());
        assertThat(heads).as("members").hasSize(CLIENTS * ROOMS);
        for (Wanderer wanderer : wanderers) {
            for (Heads.Head head : heads) {
                if (head.account() == wanderer.client().account()) {
                    Patience.await(
                            wanderer.client().name() + " at " + head,
                            LIMIT,
                            () -> wanderer.client()
                                    .position(head.conversation())
                                    .filter(at -> at.seq() >= head.seq() && at.rev() >= head.rev())
                                    .isPresent());
                }
            }
        }
        for (Wanderer wanderer : wanderers) {
            wanderer.finish();
        }
    }

    private HistoryFiles export() throws Exception {
        Path log = histories.resolve("log.jsonl");
        try (Connection connection = DriverManager.getConnection(
                cluster.database().url(),
                cluster.database().user(),
                cluster.database().password())) {
            LogExport.write(connection, log);
        }
        return HistoryFiles.in(List.of(log));
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
    }
}
