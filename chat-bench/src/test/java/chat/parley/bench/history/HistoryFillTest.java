package chat.parley.bench.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import chat.parley.bench.report.Figures;
import chat.parley.jpa.database.Database;
import chat.parley.launcher.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryFillTest {

    private static final HistoryPlan PLAN = new HistoryPlan(30_000, 600, 5_000);

    @SuppressWarnings("NullAway.Init")
    private EmbeddedDatabase server;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @BeforeAll
    void fill(@TempDir Path directory) {
        server = EmbeddedDatabase.in(directory);
        server.start();
        database = HistoryFill.prepare(server.url(), server.owner());
        new HistoryFill(database).fill(PLAN, step -> {});
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @Test
    void all_messages_are_there_and_their_numbers_have_no_gaps() {
        assertThat(number("select count(*) from message")).isEqualTo(30_000);
        assertThat(number("""
                        select count(*) from conversation c join (
                            select conversation_id, count(*) as messages, max(seq) as last from message group by conversation_id) m
                        on m.conversation_id = c.id and m.messages = c.last_seq and m.last = c.last_seq""")).isEqualTo(600);
        assertThat(number("select max(last_seq) from conversation")).isEqualTo(5_000);
    }

    @Test
    void the_keys_are_back() {
        assertThat(
                        number(
                                "select count(*) from pg_constraint where conrelid = 'message'::regclass and contype in ('p', 'u')"))
                .isEqualTo(2);
    }

    @Test
    void every_conversation_has_its_members_and_every_sender_is_one() {
        assertThat(number("select count(*) from member")).isEqualTo(600 * 5);
        assertThat(number("""
                        select count(*) from message m where not exists (
                            select from member s where s.conversation_id = m.conversation_id and s.account_id = m.sender_id)""")).isZero();
    }

    @Test
    void a_second_time_nothing_is_written() {
        List<String> steps = new ArrayList<>();

        new HistoryFill(database).fill(PLAN, steps::add);

        assertThat(steps).isEmpty();
        assertThat(number("select count(*) from message")).isEqualTo(30_000);
    }

    @Test
    void every_kind_of_reading_reads_as_much_as_it_says() {
        List<Figures> figures = new ArrayList<>();

        new HistoryReads(database).measure(List.of(new Readers(2, Duration.ZERO, Duration.ofMillis(50))), figures::add);

        assertThat(figures)
                .hasSize(5)
                .allSatisfy(figure -> assertThat(figure.json()).contains("read_p50_ms", "read_p99_ms"));
        assertThat(figures.get(1).json()).contains("\"rows_per_read\":50.0");
        assertThat(figures.get(3).json()).contains("\"rows_per_read\":1000.0");
        assertThat(figures.get(4).json()).contains("\"rows_per_read\":15.0");
    }

    private long number(String sql) {
        return database.first(sql, row -> row.getLong(1)).orElseThrow();
    }
}
