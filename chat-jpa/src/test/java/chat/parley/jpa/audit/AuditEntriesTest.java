package chat.parley.jpa.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The audit log: complete, in order, and never written again. */
@ExtendWith(RealDatabase.class)
class AuditEntriesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Database database;
    private final TestTransactions transactions;
    private final AuditEntries entries;
    private final OrganizationId organization;

    AuditEntriesTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        entries = new AuditEntries(database);
        organization = new OrganizationId(sequences.next("organization_id"));
    }

    @Test
    void what_is_noted_is_read_as_it_was_written() throws Exception {
        AuditNote note = note("{\"role\": \"MODERATOR\"}");

        Origin.from("192.0.2.7").call(() -> entries.append(note));

        assertThat(entries.after(organization, 0, 10)).containsExactly(new AuditEntry(1, note, "192.0.2.7"));
    }

    @Test
    void numbers_have_no_gaps_though_many_write_at_once_and_some_take_it_back() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean takesBack = i % 4 == 0;
                writing.add(threads.submit(() -> write(takesBack)));
            }
            for (Future<?> each : writing) {
                each.get();
            }
        }

        assertThat(entries.after(organization, 0, 100))
                .extracting(AuditEntry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void nothing_that_was_written_is_changed_or_taken_away() {
        entries.append(note("{}"));

        for (String attempt : List.of(
                "update audit_entry set outcome = 'REFUSED'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> database.update(attempt))
                    .as(attempt)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("what was written into audit_entry stays as it is");
        }
        assertThat(entries.after(organization, 0, 10)).hasSize(1);
    }

    private void write(boolean takesBack) {
        try {
            transactions.run(() -> {
                entries.append(note("{}"));
                if (takesBack) {
                    throw new IllegalStateException("taken back");
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("taken back");
        }
    }

    private AuditNote note(String details) {
        return new AuditNote(
                organization, NOON, new AccountId(1), null, AuditDeed.ROLE, "member 1/2", Outcome.DONE, details);
    }
}
