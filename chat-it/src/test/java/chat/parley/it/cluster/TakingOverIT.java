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
import java.util.stream.LongStream;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import chat.parley.launcher.ExportVerifier;
import chat.parley.launcher.Node;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes on for long on one node goes on where it was on another, when all that were there are killed. */
@ClusterTest
@Order(12)
@Timeout(300)
class TakingOverIT {

    private static final int DUE = 2_000;
    private static final int ON_HOLD = 20_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private Cluster cluster;
    private Login officer;
    private Login second;
    private long old;
    private long held;

    @TempDir
    private Path directory;

    @BeforeEach
    void two_rooms_with_a_history(Cluster started) throws SQLException {
        cluster = started;
        officer = cluster.somebody("officer", "compliance");
        second = cluster.somebody("second", "compliance");
        Login anna = cluster.somebody("anna");
        old = Rooms.at(cluster.first()).group(anna);
        held = Rooms.at(cluster.first()).group(anna);
        fill(old, anna, DUE);
        fill(held, anna, ON_HOLD);
    }

    @Test
    void a_sweep_and_an_export_are_ended_elsewhere_and_nothing_is_done_twice_or_left_out() throws Exception {
        Node heir = cluster.nodes().get(1);
        String sweep = sweepOf(old);
        Patience.await("something that is destroyed", LONG, () -> done(sweep) > 0);
        String export = exportOf(held);
        Patience.await("something that is exported", LONG, () -> done(export) > 0);

        cluster.nodes().forEach(Node::kill9);
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
        Rest rest = officer.rest(cluster.first());
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
        Rest rest = officer.rest(cluster.first());
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
        second.rest(cluster.first()).post(export + "/release", null).ok();
        return export;
    }

    private long done(String what) {
        return at(cluster.nodes().get(0), what).path("messages").asLong();
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

    private long count(String query) throws SQLException {
        try (Connection connection = cluster.connection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
