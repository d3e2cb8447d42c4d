package chat.parley.ejb.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class CheckpointingTest {

    private final Company company;
    private final Actor anna;
    private final Checkpointing checkpointing = new Checkpointing();
    private final Seal seal = Seals.fresh();

    CheckpointingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        checkpointing.entries = new AuditEntries(company.database);
        checkpointing.checkpoints = new AuditCheckpoints(company.database);
        checkpointing.seal = seal;
        checkpointing.clock = company.clock;
    }

    @Test
    void a_checkpoint_is_the_signed_hash_of_the_last_entry() {
        note(3);

        AuditCheckpoint made = make().orElseThrow();

        assertThat(made.number()).isEqualTo(3);
        assertThat(made.hash())
                .isEqualTo(checkpointing
                        .entries
                        .after(company.organization, 2, 1)
                        .getFirst()
                        .hash());
        AuditCheckpoint kept =
                checkpointing.checkpoints.last(company.organization).orElseThrow();
        assertThat(seal.verifies(kept.content(), new Seal.Signature(kept.key(), kept.signature())))
                .isTrue();
        assertThat(checkpointing.checkpoints.keys())
                .anySatisfy(key -> assertThat(key).isEqualTo(seal.publicKey()));
    }

    @Test
    void it_is_made_when_it_is_due_and_there_is_something_new() {
        note(1);
        makeDue();
        makeDue();
        assertThat(made()).containsExactly(1L);

        note(1);
        makeDue();
        assertThat(made()).as("not yet").containsExactly(1L);

        company.clock.pass(Duration.ofMinutes(5));
        makeDue();
        assertThat(made()).containsExactly(1L, 2L);
    }

    @Test
    void nothing_is_signed_where_nothing_was_noted() {
        assertThat(make()).isEmpty();
        assertThat(made()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set details = '{\"n\": 7}' where organization_id = ? and number = 5",
                "update audit_entry set at = at + interval '1 microsecond' where organization_id = ? and number = 5",
                "update audit_entry set account_id = null where organization_id = ? and number = 4",
                "update audit_entry set hash = '\\x00' where organization_id = ? and number = 3",
                "delete from audit_entry where organization_id = ? and number = 5",
                "delete from audit_entry where organization_id = ? and number = 3"
            })
    void what_does_not_hang_together_is_not_signed(String tampering) {
        note(3);
        make();
        note(3);

        byTheOwner(tampering);

        assertThat(make()).isEmpty();
        assertThat(made()).containsExactly(3L);
    }

    @Test
    void a_log_that_was_written_anew_is_not_signed() {
        note(2);
        make();
        byTheOwner("delete from audit_entry where organization_id = ?");
        byTheOwner("delete from audit_head where organization_id = ?");
        company.clock.pass(Duration.ofSeconds(1));
        note(4);

        assertThat(make()).isEmpty();
    }

    @Test
    void a_checkpoint_is_never_changed_or_taken_away() {
        note(1);
        make();

        for (String attempt : List.of(
                "update audit_checkpoint set number = 2",
                "delete from audit_checkpoint",
                "truncate audit_checkpoint",
                "delete from seal_key")) {
            assertThatThrownBy(() -> company.database.update(attempt))
                    .as(attempt)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("stays as it is");
        }
    }

    private void note(int times) {
        for (int i = 0; i < times; i++) {
            company.done(() -> company.audit.note(anna, AuditDeed.ROLE, "member 1/2", new Details()));
        }
    }

    private Optional<AuditCheckpoint> make() {
        return company.done(() -> checkpointing.make(company.organization));
    }

    private void makeDue() {
        company.done(() -> checkpointing.makeDue(Duration.ofMinutes(5)));
    }

    private List<Long> made() {
        return checkpointing.checkpoints.between(company.organization, 1, 100).stream()
                .map(AuditCheckpoint::number)
                .toList();
    }

    /** Whoever owns the tables can take the triggers away; only in this transaction, for others go on. */
    private void byTheOwner(String statement) {
        company.done(() -> {
            company.database.update("set local session_replication_role = replica");
            company.database.update(statement, company.organization.value());
        });
    }
}
