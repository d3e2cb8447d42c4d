package chat.parley.it.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Recorder;
import chat.parley.it.client.Rooms;
import chat.parley.it.history.HistoryFiles;
import chat.parley.it.history.Judging;
import chat.parley.it.history.LogExport;
import chat.parley.it.history.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients who write and read in the same rooms, one of whom is removed and added all the time; with their histories. */
final class Crowd {

    private static final int CLIENTS = 8;
    private static final int ROOMS = 3;
    private static final int PROGRESS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final Path histories;
    private final List<Long> rooms = new ArrayList<>();
    private final List<Wanderer> wanderers = new ArrayList<>();
    private final Churn churn;

    /**
     * How it behaves.
     *
     * @param addresses what its clients connect to, any of them
     * @param pace the usual time between two things that a client does
     * @param seed what their dice begin with
     */
    record Ways(List<URI> addresses, Duration pace, long seed) {}

    /** Does nothing yet; its histories will be in a directory of this name. */
    Crowd(Cluster cluster, String name, Ways ways) throws IOException {
        this.cluster = cluster;
        this.histories = Path.of(System.getProperty("parley.it.work", "target/it"), "histories", name);
        empty(histories);
        List<Login> people = cluster.programs(CLIENTS);
        Login[] others = people.subList(1, CLIENTS).toArray(Login[]::new);
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(Rooms.at(cluster.first()).groupSinceJoining(people.getFirst(), others));
        }
        Wanderer.World world = new Wanderer.World(
                ways.addresses(), rooms, login -> cluster.operator().token(login.username()), ways.pace());
        for (int i = 0; i < CLIENTS; i++) {
            Recorder recorder = Recorder.in(histories.resolve("client-" + i + ".jsonl"));
            wanderers.add(new Wanderer(people.get(i), world, recorder, ways.seed() + i));
        }
        churn = new Churn(people.getFirst(), people.getLast(), rooms.getLast(), ways.addresses(), ways.seed());
    }

    List<Wanderer> wanderers() {
        return wanderers;
    }

    void start() {
        wanderers.forEach(Wanderer::start);
        churn.start();
    }

    /** Waits until everybody who writes has got something acknowledged since. */
    void progress() {
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

    /** Comes to rest: all that was written is acknowledged, and everybody has all of it. */
    void rest() throws Exception {
        churn.end();
        wanderers.forEach(Wanderer::beQuiet);
        Patience.await("rest", LIMIT, () -> wanderers.stream().allMatch(Wanderer::settled));
        List<Heads.Head> heads = Heads.of(cluster, rooms);
        assertThat(heads).as("members").hasSize(CLIENTS * ROOMS);
        for (Wanderer wanderer : wanderers) {
            for (Heads.Head head : heads) {
                if (head.account() == wanderer.client().account()) {
                    Patience.await(
                            () -> wanderer.client() + " at " + head,
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
        assertThat(churn.turns()).as("times that somebody came or went").isGreaterThan(3);
    }

    /** What became of the promises (docs/history-checker.md). */
    void judge() throws Exception {
        Path log = histories.resolve("log.jsonl");
        try (Connection connection = cluster.connection()) {
            LogExport.write(connection, log);
        }
        Verdict verdict = Judging.judge(
                HistoryFiles.in(List.of(log)).log(),
                HistoryFiles.in(List.of(histories)).entries());
        assertThat(verdict.violations()).as("judged from %s", histories).isEmpty();
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
