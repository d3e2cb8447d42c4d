package chat.parley.it.node;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Patience;
import chat.parley.it.client.Refusal;
import chat.parley.it.client.Rooms;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The database dies while it commits, so that the node cannot know whether it did. */
@NodeTest
class CutOffCommitsIT {

    private static final int HELD = 4711;

    /** Others commit too, like what signs the audit log: it is the one that still has its lock on the messages. */
    private static final String WRITING_A_MESSAGE = """
            select pid from pg_stat_activity join pg_locks using (pid)
            where wait_event = 'SyncRep' and relation = 'message'::regclass and mode = 'RowExclusiveLock'
            """;

    private ChatClient atAnnas;
    private ChatClient atBens;
    private long room;

    @BeforeEach
    void two_people_in_a_room() {
        Login anna = People.somebody("anna");
        Login ben = People.somebody("ben");
        room = Rooms.at(RealServer.url()).group(anna, ben);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
    }

    @Test
    void what_was_not_committed_is_told_to_nobody() throws Exception {
        long seq = atBens.post(room, "helo");
        CompletableFuture<Long> edit;
        try (Connection holding = database();
                Statement statement = holding.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(HELD));
            statement.execute("""
                    create function hold_commit() returns trigger language plpgsql as
                    $$ begin perform pg_advisory_lock(%d); return null; end $$;
                    create constraint trigger hold_commit after insert on message_change
                    deferrable initially deferred for each row execute function hold_commit()
                    """.formatted(HELD));
            edit = atBens.editing(room, seq, "nobody may see this");
            kill(statement, "select pid from pg_locks where locktype = 'advisory' and not granted");
        }
        inTheDatabaseThatIsBack("drop function hold_commit cascade");

        assertThatThrownBy(() -> Patience.await("answer", edit))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("database.away"));
        assertThat(atBens.edit(room, seq, "hello")).isEqualTo(1);
        JsonNode first = atAnnas.hear("changed").path("message");
        assertThat(first.path("body").asText()).isEqualTo("hello");
    }

    @Test
    void what_was_committed_is_told_though_its_sender_got_no_acknowledgement() throws Exception {
        atBens.post(room, "before");
        CompletableFuture<Long> sent;
        try (Connection superuser = database();
                Statement statement = superuser.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = 'nobody'");
            statement.execute("select pg_reload_conf()");
            Patience.await(
                    "commits that wait for a standby",
                    Patience.USUAL,
                    () -> number(statement, "select count(*) from pg_settings where setting = 'nobody'") > 0);
            sent = atBens.send(room, "on the disk").seq();
            kill(statement, WRITING_A_MESSAGE);
        }
        inTheDatabaseThatIsBack("alter system reset synchronous_standby_names");
        inTheDatabaseThatIsBack("select pg_reload_conf()");

        atAnnas.hearMessage(room, "on the disk");
        assertThat(sent).isNotDone();
    }

    private static void kill(Statement statement, String whom) {
        Patience.await("process that is about to have committed", Patience.USUAL, () -> number(statement, whom) > 0);
        ProcessHandle.of(number(statement, whom)).orElseThrow().destroyForcibly();
    }

    /** The first number of the first row, 0 if there is none. */
    private static long number(Statement statement, String query) {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private static void inTheDatabaseThatIsBack(String sql) {
        Patience.await("database", Patience.USUAL, () -> {
            try (Connection connection = database();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return true;
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private static Connection database() throws SQLException {
        return RealServer.connection(RealServer.database().superuser());
    }
}
