package chat.parley.it.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.it.node.RealReceiver;
import chat.parley.it.node.RealReceiver.ReceivedEntry;
import chat.parley.launcher.ExportVerifier;
import chat.parley.launcher.Node;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes on for long on one node goes on where it was on another, when the one is killed. */
@ClusterTest
@Order(12)
@Timeout(300)
class TakingOverIT {

    private static final int DUE = 2_000;
    private static final int ON_HOLD = 20_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private Cluster cluster;
    private Node working;
    private Login officer;
    private Login second;
    private long old;
    private long held;

    @TempDir
    private Path directory;

    @BeforeEach
    void two_rooms_with_a_history(Cluster started) throws SQLException {
        cluster = started;
        working = cluster.nodes().getFirst();
        officer = cluster.somebody("officer", "compliance");
        second = cluster.somebody("second", "compliance");
        Login anna = cluster.somebody("anna");
        old = Rooms.at(cluster.first()).group(anna);
        held = Rooms.at(cluster.first()).group(anna);
        fill(old, anna, DUE);
        fill(held, anna, ON_HOLD);
    }

    @Test
    void the_audit_log_a_sweep_and_an_export_are_ended_elsewhere_and_nothing_is_left_out() throws Exception {
        Node heir = killWhoeverStreams();
        working = other(heir);
        String sweep = sweepOf(old);
        Patience.await("something that is destroyed", LONG, () -> done(sweep) > 0);
        String export = exportOf(held);
        Patience.await("something that is exported", LONG, () -> done(export) > 0);

        working.kill9();
        assertThat(count("select messages from retention_sweep where ended_at is null"))
                .isBetween(1L, DUE - 1L);
        assertThat(count("select count(*) from export_job where state = 'RELEASED' and messages > 0"))
                .isEqualTo(1);
        cluster.restart(heir);

        Patience.await("the end of the sweep", LONG, () -> at(heir, sweep).has("ended"));
        Patience.await("the end of the export", LONG, () -> at(heir, export).has("root"));
        assertThat(count("select count(*) from message where conversation_id = " + old))
                .isZero();
        assertThat(certified())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, DUE + 1).boxed().toList());
        assertThat(at(heir, export).path("messages").asLong())
                .isEqualTo(count("select count(*) from message where conversation_id = " + held))
                .isEqualTo(ON_HOLD + 1);
        assertThat(count("select attempt from export_job where state = 'READY' order by id desc limit 1"))
                .isEqualTo(2);
        assertThat(ExportVerifier.verify(download(heir, export), null).findings())
                .isEmpty();
    }

    /**
     * Of the nodes the one that hands the audit log to a receiver is killed while entries are noted on the other, which goes on.
     * Where there is no receiver, just one of them is.
     */
    private Node killWhoeverStreams() throws Exception {
        if (!RealReceiver.available()) {
            Node first = cluster.nodes().get(0);
            first.kill9();
            return first;
        }
        Login admin = cluster.somebody("admin", "system");
        String organization = text("select organization_id from account where id = " + admin.account());
        try (RealReceiver receiver = cluster.receiver()) {
            receiver.start();
            Patience.await("all that was noted", LONG, () -> lastOf(receiver, organization) == last(organization));
            String name = text("select node from audit_streamer");
            Node streaming = cluster.nodes().stream()
                    .filter(node -> node.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Rest rest = admin.rest(other(streaming).url());
            long before = last(organization);
            AtomicBoolean enough = new AtomicBoolean();
            Thread noting = Thread.startVirtualThread(() -> noteUntil(enough, rest));
            try {
                Patience.await("some of what is noted", LONG, () -> lastOf(receiver, organization) > before);
                streaming.kill9();
                long since = last(organization);
                // Nobody waits for half a minute here; whoever is alive waits for this all the same
                execute("update audit_streamer set held_until = clock_timestamp() + interval '2 seconds'");
                Patience.await("some that is noted since the kill", LONG, () -> last(organization) > since + 20);
            } finally {
                enough.set(true);
            }
            assertThat(noting.join(LONG)).isTrue();
            Patience.await("the rest", LONG, () -> lastOf(receiver, organization) == last(organization));

            assertThat(text("select node from audit_streamer")).isNotEqualTo(name);
            List<ReceivedEntry> received = receiver.entries(organization);
            List<ReceivedEntry> once = received.stream().distinct().toList();
            assertThat(once)
                    .as("as they came first")
                    .extracting(ReceivedEntry::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, last(organization))
                            .boxed()
                            .toList());
            assertThat(received.size() - once.size())
                    .as("what was handed on and not noted before the kill comes twice, and no more")
                    .isLessThanOrEqualTo(Math.toIntExact(last(organization) - before));
            return streaming;
        }
    }

    private Node other(Node node) {
        return cluster.nodes().stream().filter(each -> each != node).findFirst().orElseThrow();
    }

    private void noteUntil(AtomicBoolean enough, Rest rest) {
        String duty = "/admin/duties/" + officer.account() + "/people";
        while (!enough.get()) {
            rest.call("PUT", duty, null).ok();
            rest.delete(duty).ok();
        }
    }

    private long last(String organization) {
        return Long.parseLong(text("select last_number from audit_head where organization_id = " + organization));
    }

    private static long lastOf(RealReceiver receiver, String organization) {
        return receiver.entries(organization).stream()
                .mapToLong(ReceivedEntry::number)
                .max()
                .orElse(0);
    }

    /** The numbers that certificates name, in the order in which they were written. */
    private List<Long> certified() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = cluster.connection();
                PreparedStatement statement = connection.prepareStatement(
                        "select document from destruction_certificate where conversation_id = ? order by id")) {
            statement.setLong(1, old);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Json.read(rows.getString(1))
                            .path("numbers")
                            .forEach(range -> LongStream.rangeClosed(
                                            range.path(0).asLong(),
                                            range.path(1).asLong())
                                    .forEach(numbers::add));
                }
            }
        }
        return numbers;
    }

    private String sweepOf(long room) {
        Rest rest = officer.rest(working.url());
        long rule = rest.post(
                        "/admin/retention/rules",
                        Json.object("name", "A month", "conversation", room, "deleteDays", 30))
                .ok()
                .path("id")
                .asLong();
        long run = rest.post("/admin/retention/dry-runs", Json.object("rule", rule))
                .ok()
                .path("id")
                .asLong();
        rest.put("/admin/retention/rules/" + rule + "/state", Json.object("state", "on", "dryRun", run))
                .ok();
        return "/admin/retention/sweeps/"
                + rest.post("/admin/retention/sweeps", null).ok().path("id").asLong();
    }

    private String exportOf(long room) {
        Rest rest = officer.rest(working.url());
        String matter = "/admin/matters/"
                + rest.post("/admin/matters", Json.object("name", "A long one"))
                        .ok()
                        .path("id")
                        .asLong();
        rest.post(matter + "/holds", Json.object("name", "The room", "conversations", List.of(room)))
                .ok();
        String export = "/admin/exports/"
                + rest.post(matter + "/exports", Json.object("reason", "Case 4712"))
                        .ok()
                        .path("id")
                        .asLong();
        second.rest(working.url()).post(export + "/release", null).ok();
        return export;
    }

    private long done(String what) {
        return at(working, what).path("messages").asLong();
    }

    private JsonNode at(Node node, String path) {
        return officer.rest(node.url()).get(path).ok();
    }

    private Path download(Node node, String export) throws IOException, InterruptedException {
        Path file = directory.resolve("export.zip");
        HttpRequest request = HttpRequest.newBuilder(node.url().resolve("/api/v1" + export + "/file"))
                .header("Authorization", "Bearer " + officer.accessToken())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofFile(file)).body();
        }
    }

    private void fill(long room, Login author, int count) throws SQLException {
        try (Connection connection = cluster.connection();
                PreparedStatement statement = connection.prepareStatement("""
                        with told as (
                            update conversation set last_seq = last_seq + ? where id = ? returning id, last_seq)
                        insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                        select id, n, ?, gen_random_uuid(), now() - interval '100 days', 'PLAIN', 'words ' || n
                        from told, generate_series(last_seq - ? + 1, last_seq) n
                        """);
                PreparedStatement aging = connection.prepareStatement(
                        "update message set created_at = now() - interval '100 days' where conversation_id = ?")) {
            statement.setInt(1, count);
            statement.setLong(2, room);
            statement.setLong(3, author.account());
            statement.setInt(4, count);
            statement.executeUpdate();
            aging.setLong(1, room);
            aging.executeUpdate();
        }
    }

    private long count(String query) {
        return Long.parseLong(text(query));
    }

    private String text(String query) {
        try (Connection connection = cluster.connection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = cluster.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
