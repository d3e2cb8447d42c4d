package chat.parley.ejb.audit;

import java.time.Instant;
import java.util.List;

import chat.parley.ejb.audit.VerifyingAudit.Fault;
import chat.parley.ejb.audit.VerifyingAudit.Flaw;
import chat.parley.ejb.audit.VerifyingAudit.Verified;
import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.audit.AuditCheckpoint;
import chat.parley.jpa.audit.AuditCheckpoints;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.jpa.audit.AuditStamps;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.Duty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class VerifyingAuditTest {

    private final Company company;
    private final Actor anna;
    private final Checkpointing checkpointing = new Checkpointing();
    private final VerifyingAudit verifying = new VerifyingAudit();

    VerifyingAuditTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        company.appoint(anna, Duty.AUDIT);
        verifying.administration = Administrations.on(company.database);
        verifying.entries = new AuditEntries(company.database);
        verifying.checkpoints = new AuditCheckpoints(company.database);
        verifying.stamps = new AuditStamps(company.database);
        verifying.audit = company.audit;
        verifying.seal = Seals.fresh();
        checkpointing.entries = verifying.entries;
        checkpointing.checkpoints = verifying.checkpoints;
        checkpointing.seal = verifying.seal;
        checkpointing.clock = company.clock;
    }

    @Test
    void a_log_that_is_as_it_was_written_is_said_to_be() {
        note(4);
        company.done(() -> checkpointing.make(company.organization));

        Verified verified = verifying.verify(anna, 0);

        assertThat(verified.flaws()).isEmpty();
        assertThat(verified.to()).isEqualTo(4);
        assertThat(verified.more()).isFalse();
        assertThat(verified.signed()).extracting(AuditCheckpoint::number).isEqualTo(4L);
        assertThat(verifying.entries.after(company.organization, 4, 10))
                .as("that it was looked at is noted")
                .singleElement()
                .satisfies(entry -> assertThat(entry.note().deed()).isEqualTo(AuditDeed.AUDIT_VERIFIED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit_entry set details = '{\"n\": 7}' where organization_id = ? and number = 2 | 2 | CHANGED",
                "update audit_entry set account_id = null where organization_id = ? and number = 6 | 6 | CHANGED",
                "delete from audit_entry where organization_id = ? and number = 1 | 1 | MISSING",
                "delete from audit_entry where organization_id = ? and number in (3, 5) | 5 | MISSING",
                "delete from audit_entry where organization_id = ? and number > 4 | 5 | CUT_OFF",
                "update audit_checkpoint set at = at + interval '1 s' where organization_id = ? | 3 | NOT_OURS",
                "update audit_checkpoint set hash = '\\x00' where organization_id = ? | 3 | SIGNED_OTHERWISE"
            })
    void what_was_tampered_with_is_found_where_it_is(String tampering, long number, Fault fault) {
        note(3);
        company.done(() -> checkpointing.make(company.organization));
        note(3);

        byTheOwner(tampering);

        assertThat(verifying.verify(anna, 0).flaws()).contains(new Flaw(number, fault));
    }

    @Test
    void a_log_that_was_cut_off_with_its_head_is_missed_by_what_was_signed() {
        note(3);
        company.done(() -> checkpointing.make(company.organization));

        byTheOwner("delete from audit_entry where organization_id = ? and number = 3");
        byTheOwner("update audit_head set last_number = 2 where organization_id = ?");

        assertThat(verifying.verify(anna, 0).flaws()).containsExactly(new Flaw(3, Fault.CUT_OFF));
    }

    @Test
    void a_stamp_on_something_else_is_found() {
        note(3);
        company.done(() -> checkpointing.make(company.organization));
        company.done(() -> verifying.stamps.add(
                new AuditStamp(company.organization, 3, Instant.parse("2026-11-27T01:00:00Z"), new byte[] {48, 0})));

        assertThat(verifying.verify(anna, 0).flaws()).containsExactly(new Flaw(3, Fault.STAMPED_OTHERWISE));
    }

    @Test
    void it_goes_on_after_a_stretch_and_trusts_nothing_that_is_gone() {
        note(6);

        assertThat(verifying.verify(anna, 4).flaws()).isEmpty();

        byTheOwner("delete from audit_entry where organization_id = ? and number = 4");
        assertThat(verifying.verify(anna, 4).flaws()).isEqualTo(List.of(new Flaw(5, Fault.MISSING)));
    }

    @Test
    void nobody_else_may() {
        assertThatThrownBy(() -> verifying.verify(company.hire("bert"), 0)).isInstanceOf(Denied.class);
    }

    private void note(int times) {
        for (int i = 0; i < times; i++) {
            company.done(() -> company.audit.note(anna, AuditDeed.ROLE, "member 1/2", new Details()));
        }
    }

    /** Whoever owns the tables can take the triggers away; only in this transaction, for others go on. */
    private void byTheOwner(String statement) {
        company.done(() -> {
            company.database.update("set local session_replication_role = replica");
            company.database.update(statement, company.organization.value());
        });
    }
}
