package chat.parley.it.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import chat.parley.it.client.Json;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said comes into the storage by itself, and whoever is at it there is found out. */
@NodeTest
class ArchiveIT {

    private static final String ARCHIVE = "/admin/archive";

    private final Rest rest = People.with("compliance").rest(RealServer.url());

    @AfterEach
    void nothing_more_is_archived() {
        rest.delete(ARCHIVE).ok();
    }

    @Test
    void what_is_said_is_archived_and_verified() throws Exception {
        Login anna = People.somebody("anna");
        // What others said before is not waited for
        sql("insert into archive_place select id, last_seq, last_rev from conversation on conflict do nothing");
        long room = Rooms.at(RealServer.url()).group(anna);
        assertThat(rest.put(ARCHIVE, Json.object("afterDays", 0))
                        .ok()
                        .at("/rule/afterDays")
                        .asInt())
                .isZero();

        long seq = Rooms.at(RealServer.url())
                .post(anna, room, UUID.randomUUID().toString(), "to be kept")
                .ok()
                .path("seq")
                .asLong();
        Patience.await("an archived message", Patience.USUAL, () -> object(room, seq) != null);

        Path object = RealServer.archive().resolve(object(room, seq));
        assertThat(Files.readString(object, StandardCharsets.ISO_8859_1)).doesNotContain("to be kept");
        assertThat(rest.get(ARCHIVE).ok().path("messages").asLong()).isPositive();
        assertThat(findings(room)).isZero();
        spoil(object);
        assertThat(findings(room)).isEqualTo(1);
        Files.delete(object);
        assertThat(findings(room)).isEqualTo(1);
        sql("delete from archive_segment where conversation_id = " + room);
        assertThat(NotedDeed.on("archive " + organization()))
                .extracting(NotedDeed::deed)
                .contains("ARCHIVE_SET", "ARCHIVE_VERIFIED");
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

    private static void spoil(Path object) throws IOException {
        byte[] content = Files.readAllBytes(object);
        content[content.length / 2]++;
        Files.delete(object);
        Files.write(object, content);
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
