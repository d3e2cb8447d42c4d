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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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

        assertThat(entries.after(organization, 0, 10))
                .extracting(AuditEntry::number, AuditEntry::note, AuditEntry::address)
                .containsExactly(tuple(1L, note, "192.0.2.7"));
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

    @Test
    void the_database_chains_entries_as_java_does_whatever_is_in_them() throws Exception {
        List<String> texts = List.of("", "a,b:3-", "ä€😀\u0301", "\u0001\t\n\"'\\", "5:hello,", "-");
        for (String text : texts) {
            Origin.from(text)
                    .call(() -> entries.append(odd(text, "{\"zz\": 1, \"a\": null, \"text\": [1.50, 1e3, true]}")));
        }
        entries.append(odd(null, "{\"b\":{\"y\":\"€\",\"x\":\"\\u0041\"},\"a\":[]}"));

        String previous = AuditChain.START;
        List<AuditEntry> written = entries.after(organization, 0, 100);
        assertThat(written).hasSize(texts.size() + 1);
        for (AuditEntry entry : written) {
            assertThat(entry.hash()).isEqualTo(AuditChain.link(previous, entry));
            previous = entry.hash();
        }
    }

    @Test
    void whoever_adds_an_entry_byHand_can_neither_choose_its_hash_nor_leave_a_gap() {
        entries.append(note("{}"));

        database.update(byHand(2), organization.value());
        List<AuditEntry> written = entries.after(organization, 0, 10);
        assertThat(written.get(1).hash())
                .isEqualTo(AuditChain.link(written.getFirst().hash(), written.get(1)));
        assertThatThrownBy(() -> database.update(byHand(4), organization.value()))
                .hasMessageContaining("there is no entry 3");
    }

    private static String byHand(long number) {
        return "insert into audit_entry (organization_id, number, at, deed, outcome, details, hash) values (?, "
                + number + ", now(), 'ROLE', 'DONE', '{}', '\\x00')";
    }

    private AuditNote odd(@Nullable String text, String details) {
        return new AuditNote(
                organization, NOON.plusNanos(123_456_789), null, null, AuditDeed.ROLE, text, Outcome.REFUSED, details);
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
