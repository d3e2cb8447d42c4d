package chat.parley.ejb.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import chat.parley.ejb.conversation.Commits;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveRules;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** While there is nothing to do the database is asked seldom, and whoever has something done is not kept waiting. */
@ExtendWith(RealDatabase.class)
class ArchiveAgendaTest {

    private static final int HALF_A_MINUTE = 30;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final ArchiveAgenda agenda = new ArchiveAgenda();
    private final Shredding shredding = new Shredding();
    private final Commits commits = new Commits();
    private final Database database;
    private final Town town;
    private final ArchiveRule rule;

    ArchiveAgendaTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        town = new Town(database, sequences, transactions);
        rule = new ArchiveRule(town.organization, 30, null, null);
    }

    @BeforeEach
    void nothing_to_do() {
        database.update("delete from archive_rule");
        database.update("delete from archive_leftover");
        database.update("update archive_segment set touched = 0 where touched > 0");
        shredding.segments = new ArchiveSegments(database);
        shredding.clock = clock;
        agenda.rules = new ArchiveRules(database);
        agenda.shredding = shredding;
        agenda.transactions = commits;
        assertThat(agenda.now()).isEmpty();
    }

    @AfterEach
    void nothing_is_left() {
        database.update("delete from archive_rule");
        database.update("delete from archive_leftover");
    }

    @Test
    void what_another_node_was_told_is_found_after_half_a_minute_and_then_in_each_beat() {
        set();

        for (int beat = 0; beat < HALF_A_MINUTE; beat++) {
            assertThat(agenda.now()).isEmpty();
        }

        assertThat(agenda.now()).contains(List.of(rule));
        assertThat(agenda.now()).contains(List.of(rule));
    }

    @Test
    void what_this_node_was_told_is_done_in_the_next_beat_after_the_commit() {
        agenda.wakeOnCommit();
        assertThat(agenda.now()).isEmpty();
        set();

        commits.end(true);

        assertThat(agenda.now()).contains(List.of(rule));
    }

    @Test
    void what_was_rolled_back_wakes_nobody() {
        agenda.wakeOnCommit();
        set();

        commits.end(false);

        assertThat(agenda.now()).isEmpty();
    }

    @Test
    void what_is_to_be_destroyed_is_destroyed_also_where_nothing_more_is_archived() {
        database.update("insert into archive_leftover (object) values ('segments/1/1/none')");

        Optional<List<ArchiveRule>> found = Optional.empty();
        for (int beat = 0; beat <= HALF_A_MINUTE; beat++) {
            found = agenda.now();
        }

        assertThat(found).contains(List.of());
    }

    private void set() {
        agenda.rules.put(rule, town.person("anna"), clock.instant());
    }
}
