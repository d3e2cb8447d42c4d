package chat.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedDatabaseTest {

    @TempDir
    static Path directory;

    private EmbeddedDatabase database;

    @BeforeEach
    void a_database_that_runs() throws SQLException {
        database = EmbeddedDatabase.in(directory);
        database.start();
        run("drop table if exists note");
    }

    @AfterAll
    static void nothing_is_left_running() {
        EmbeddedDatabase.in(directory).stop();
    }

    @Test
    void a_commit_waits_for_the_disk() throws SQLException {
        assertThat(ask("show fsync")).isEqualTo("on");
        assertThat(ask("show synchronous_commit")).isEqualTo("on");
        assertThat(ask("show full_page_writes")).isEqualTo("on");
        assertThat(Integer.parseInt(ask("show max_locks_per_transaction"))).isGreaterThanOrEqualTo(256);
    }

    @Test
    void what_is_committed_is_there_after_a_restart_at_the_same_place() throws SQLException {
        String url = database.url();
        run("create table note as select 'kept' as text");

        database.stop();
        assertThat(database.running()).isFalse();
        EmbeddedDatabase again = EmbeddedDatabase.in(directory);
        again.start();

        assertThat(again.url()).isEqualTo(url);
        assertThat(ask("select text from note")).isEqualTo("kept");
    }

    @Test
    void what_is_committed_is_there_after_a_crash() throws SQLException {
        run("create table note as select 'kept' as text");

        database.kill9();
        assertThat(database.running()).isFalse();
        database.start();

        assertThat(ask("select text from note")).isEqualTo("kept");
    }

    @Test
    void whoever_comes_later_finds_it_running_and_does_not_start_another() {
        EmbeddedDatabase seenByAnother = EmbeddedDatabase.in(directory);

        seenByAnother.start();

        assertThat(seenByAnother.mark()).isPresent().isEqualTo(database.mark());
    }

    @Test
    void another_process_that_got_the_number_of_a_crashed_one_is_left_alone() throws IOException, SQLException {
        database.kill9();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Path pidFile = directory.resolve("data/postmaster.pid");
        String rest = Files.readString(pidFile).replaceFirst("^\\d+", Long.toString(stranger.pid()));
        Files.writeString(pidFile, rest);

        assertThat(database.running()).isFalse();
        database.stop();
        database.start();

        assertThat(stranger.isAlive()).isTrue();
        assertThat(ask("select 1")).isEqualTo("1");
        stranger.destroyForcibly();
    }

    @Test
    void data_of_another_major_version_is_refused_in_one_line() throws IOException {
        database.stop();
        Path version = directory.resolve("data/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "14\n");

        assertThatThrownBy(database::start).isInstanceOfSatisfying(LaunchException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ExitCode.OTHER_VERSION);
            assertThat(refusal).hasMessageContaining("PostgreSQL 14").hasMessageContaining("brings 18");
        });
        assertThat(database.running()).isFalse();

        Files.writeString(version, ours);
    }

    @Test
    void what_nodes_sign_in_with_owns_nothing() throws SQLException {
        run("create table note as select 'kept' as text");

        assertThatThrownBy(() -> {
                    try (Connection connection = connect(database.login());
                            Statement statement = connection.createStatement()) {
                        statement.execute("drop table note");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be owner of table note");
        assertThat(database.login().password()).isNotEqualTo(database.owner().password());
    }

    @Test
    void a_database_that_belonged_to_the_nodes_is_handed_to_its_owner() throws SQLException {
        run("create table note as select 'kept' as text");
        try (Connection connection = connect(database.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute("alter database parley owner to parley");
            statement.execute("alter table note owner to parley");
        }

        database.stop();
        database.start();

        assertThat(ask("select tableowner from pg_tables where tablename = 'note'"))
                .isEqualTo("parley_owner");
        assertThat(ask("select datdba::regrole from pg_database where datname = 'parley'"))
                .isEqualTo("parley_owner");
    }

    @Test
    void nobody_gets_in_without_the_password() {
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "postgres"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = connect(database.owner());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect(database.owner());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(DatabaseLogin role) throws SQLException {
        return DriverManager.getConnection(database.url(), role.user(), role.password());
    }
}
