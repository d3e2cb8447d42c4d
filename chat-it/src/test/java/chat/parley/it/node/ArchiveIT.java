package chat.parley.it.node;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import chat.parley.ejb.archive.RealStorage;
import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What is said comes by itself into a storage that locks it, and goes from there; whoever is at it is found out. */
@NodeTest
class ArchiveIT {

    private static final String ARCHIVE = "/admin/archive";
    private static final String RETENTION = "/admin/retention";
    private static final int LATER = 310;
    private static final String FAILING = "parley_archive_storage_failing";

    private final Rest rest = People.with("compliance").rest(RealServer.url());

    @AfterEach
    void nothing_more_is_archived() {
        rest.delete(ARCHIVE).ok();
    }

    @Test
    void what_is_said_is_locked_away_and_what_is_destroyed_is_gone_from_there_too(@TempDir Path directory)
            throws Exception {
        assumeTrue(RealStorage.available(), "Ceph (ceph-mon, ceph-osd, radosgw) is not installed");
        Login anna = People.somebody("anna");
        // What others said before is not waited for
        sql(
                "insert into archive_place select id, last_seq, last_rev, last_seq from conversation on conflict do nothing");
        long room = Rooms.at(RealServer.url()).group(anna);
        long old = say(anna, room, "to be destroyed");
        long last = say(anna, room, "to be kept");
        sql("update message set created_at = created_at - interval '100 days' where conversation_id = " + room
                + " and seq <= " + old);
        rest.put(ARCHIVE, Json.object("afterDays", 0, "lockDays", 1)).ok();
        Patience.await("word that the storage is away", Patience.USUAL, () -> RealServer.metric(FAILING) > 0);

        try (RealStorage storage = new RealStorage(directory, RealServer.STORAGE_PORT);
                S3Client owner = storage.owner()) {
            owner.createBucket(request -> request.bucket(RealServer.BUCKET).objectLockEnabledForBucket(true));
            Patience.await("an archived message", Patience.USUAL, () -> object(room, last) != null);
            String before = object(room, last);
            assertThat(RealServer.metric(FAILING)).isZero();
            assertThat(lockOf(owner, before))
                    .isAfter(Instant.now(Clock.systemUTC()).plus(Duration.ofHours(23)));
            assertThat(rest.get(ARCHIVE).ok().path("messages").asLong()).isEqualTo(last);
            assertThat(findings(room)).isZero();

            destroyWhatIsOld(room);
            Patience.await("a segment that was written anew", Patience.USUAL, () -> !before.equals(object(room, last)));
            String after = object(room, last);
            assertThat(lockOf(owner, before))
                    .as("its key is gone, and nothing else yet")
                    .isNotNull();
            assertThat(lockOf(owner, after)).isAfterOrEqualTo(lockOf(owner, before));
            assertThat(rest.get(ARCHIVE).ok().path("messages").asLong()).isEqualTo(last - old);
            assertThat(findings(room)).isZero();

            what_moves_is_read_and_changed_as_before_and_comes_back();

            owner.putObject(
                    request -> request.bucket(RealServer.BUCKET).key(after), RequestBody.fromString("something else"));
            assertThat(findings(room)).isEqualTo(1);
            storage.takeGatewayAway();
            assertThat(rest.post(ARCHIVE + "/verifications", null).code()).isEqualTo("archive.away");
        } finally {
            sql("delete from archive_segment where conversation_id = " + room);
            sql("delete from archive_leftover");
        }
        assertThat(NotedDeed.on("archive " + organization()))
                .extracting(NotedDeed::deed)
                .contains("ARCHIVE_SET", "ARCHIVE_VERIFIED");
    }

    private void what_moves_is_read_and_changed_as_before_and_comes_back() throws SQLException {
        rest.delete(ARCHIVE).ok();
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        long room = Rooms.at(RealServer.url()).group(anna, ben);
        ChatClient atBens = People.client(ben);
        atBens.awaitPosition(room, 1);
        atBens.disconnect();
        long first = say(anna, room, "said long ago");
        long second = say(anna, room, "said after it");
        long last = second + LATER;
        sql("with said as (insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)"
                + " select " + room + ", n, " + anna.account() + ", gen_random_uuid(), now(), 'PLAIN', 'number ' || n"
                + " from generate_series(" + (second + 1) + ", " + last + ") n)"
                + " update conversation set last_seq = " + last + " where id = " + room);
        sql("update message set created_at = created_at - interval '60 days' where conversation_id = " + room);
        assertThat(rest.put(ARCHIVE, Json.object("afterDays", 30, "moveAfterDays", 20))
                        .code())
                .isEqualTo("archive.rule");

        rest.put(ARCHIVE, Json.object("afterDays", 0, "moveAfterDays", 50, "lockDays", 1))
                .ok();
        Patience.await("texts that have moved", Patience.USUAL, () -> moved(room) > 200);

        assertThat(text(room, first)).isEmpty();
        assertThat(rest.delete(ARCHIVE).code()).isEqualTo("archive.moved");
        assertThat(Rooms.at(RealServer.url()).page(ben, room, "after=1&limit=2").path("messages"))
                .extracting(message -> message.path("body").asText())
                .containsExactly("said long ago", "said after it");
        atBens.connected(RealServer.url());
        assertThat(caughtUp(atBens, room))
                .hasSize(2 + LATER)
                .startsWith("said long ago", "said after it", "number " + (second + 1));
        atBens.disconnect();

        try (ChatClient atAnnas = People.client(anna)) {
            atAnnas.edit(room, first, "said otherwise");
        }
        assertThat(text(room, first)).isEqualTo("said otherwise");
        assertThat(ask("select body from message_version where conversation_id = " + room + " and seq = " + first))
                .isEqualTo("said long ago");
        assertThat(text(room, second)).isEmpty();
        rest.put(ARCHIVE, Json.object("afterDays", 0, "lockDays", 1)).ok();
        Patience.await("texts that are back", Patience.USUAL, () -> moved(room) == 0);
        assertThat(text(room, first)).isEqualTo("said otherwise");
        assertThat(text(room, second)).isEqualTo("said after it");
        assertThat(findings(room)).isZero();
        sql("delete from archive_segment where conversation_id = " + room);
    }

    /** What the changes of a conversation say that somebody is told of who comes back. */
    private static List<String> caughtUp(ChatClient client, long room) {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < 2 + LATER) {
            for (JsonNode each : client.hear("changes").path("conversations")) {
                if (each.path("id").asLong() == room) {
                    each.path("messages")
                            .forEach(message -> bodies.add(message.path("body").asText()));
                }
            }
        }
        return bodies;
    }

    private static int moved(long room) {
        return Integer.parseInt(ask("select count(moved_to) from message where conversation_id = " + room));
    }

    private static String text(long room, long seq) {
        return ask("select body from message where conversation_id = " + room + " and seq = " + seq);
    }

    @Test
    void only_whose_duty_it_is_sets_it_and_only_to_what_there_is() {
        Rest reader = People.with("audit").rest(RealServer.url());

        assertThat(reader.get(ARCHIVE).status()).isEqualTo(200);
        assertThat(reader.put(ARCHIVE, Json.object("afterDays", 1)).code()).isEqualTo("auth.administrator-only");
        assertThat(People.somebody("ben").rest(RealServer.url()).get(ARCHIVE).code())
                .isEqualTo("auth.administrator-only");
        assertThat(rest.put(ARCHIVE, Json.object("afterDays", -1)).code()).isEqualTo("archive.rule");
        assertThat(rest.put(ARCHIVE, Json.object("afterDays", 1, "lockDays", 0)).code())
                .isEqualTo("archive.rule");
        assertThat(rest.put(ARCHIVE, Json.object()).code()).isEqualTo("request.malformed");
    }

    /** How much is wrong with segments of a conversation. */
    private int findings(long room) {
        int found = 0;
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode verdict =
                    rest.post(ARCHIVE + "/verifications?after=" + after, null).ok();
            for (JsonNode finding : verdict.path("findings")) {
                found += finding.path("conversation").asLong() == room ? 1 : 0;
            }
            more = verdict.has("next");
            after = verdict.path("next").asLong();
        }
        return found;
    }

    private void destroyWhatIsOld(long room) {
        long rule = rest.post(
                        RETENTION + "/rules", Json.object("name", "A month", "conversation", room, "deleteDays", 30))
                .ok()
                .path("id")
                .asLong();
        long run = rest.post(RETENTION + "/dry-runs", Json.object("rule", rule))
                .ok()
                .path("id")
                .asLong();
        rest.put(RETENTION + "/rules/" + rule + "/state", Json.object("state", "on", "dryRun", run))
                .ok();
        Patience.await(
                "a sweep",
                Patience.USUAL,
                () -> rest.post(RETENTION + "/sweeps", null).status() != 409);
    }

    private static long say(Login who, long room, String words) {
        return Rooms.at(RealServer.url())
                .post(who, room, UUID.randomUUID().toString(), words)
                .ok()
                .path("seq")
                .asLong();
    }

    private static Instant lockOf(S3Client owner, String object) {
        HeadObjectResponse head =
                owner.headObject(request -> request.bucket(RealServer.BUCKET).key(object));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        return head.objectLockRetainUntilDate();
    }

    private static String object(long room, long seq) {
        return ask("select max(object) from archive_segment where conversation_id = " + room + " and to_seq >= " + seq);
    }

    private static String organization() {
        return ask("select id::text from organization where name = 'parley'");
    }

    private static String ask(String query) {
        try (Connection connection = RealServer.connection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = RealServer.connection();
                PreparedStatement running = connection.prepareStatement(statement)) {
            running.executeUpdate();
        }
    }
}
