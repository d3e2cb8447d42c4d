package chat.parley.ejb.identity;

import java.time.Duration;
import java.util.List;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.Duty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class AdministrationTest {

    private final Company company;
    private final Administration administration;
    private final Actor anna;

    AdministrationTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        administration = Administrations.apart(company.database, transactions, company.clock);
        anna = company.hire("anna");
    }

    @Test
    void who_was_refused_is_noted_though_the_call_is_rolled_back() {
        refuse(AdministrativeAction.READ_AUDIT);

        assertThat(noted())
                .containsExactly(new AuditNote(
                        company.organization,
                        company.clock.instant(),
                        anna.account(),
                        anna.device(),
                        AuditDeed.ADMINISTRATION_REFUSED,
                        "action read-audit",
                        Outcome.REFUSED,
                        "{}"));
    }

    @Test
    void nobody_fills_the_log_by_being_refused() {
        for (int i = 0; i < 20; i++) {
            refuse(AdministrativeAction.READ_AUDIT);
            refuse(AdministrativeAction.APPOINT);
        }
        assertThat(subjects()).containsExactly("action read-audit", "action appoint");

        company.clock.pass(Duration.ofMinutes(1));
        refuse(AdministrativeAction.APPOINT);
        assertThat(subjects()).containsExactly("action read-audit", "action appoint", "action appoint");
    }

    @Test
    void who_is_let_is_not_noted_and_neither_is_who_only_asks() {
        company.appoint(anna, Duty.AUDIT);

        company.done(() -> administration.check(anna, AdministrativeAction.READ_AUDIT));
        assertThat(administration.may(anna, AdministrativeAction.APPOINT)).isFalse();

        assertThat(noted()).isEmpty();
    }

    private void refuse(AdministrativeAction action) {
        assertThatThrownBy(() -> company.done(() -> administration.check(anna, action)))
                .isInstanceOf(Denied.class);
    }

    private List<AuditNote> noted() {
        return new AuditEntries(company.database)
                .after(company.organization, 0, 100).stream()
                        .map(AuditEntry::note)
                        .toList();
    }

    private List<String> subjects() {
        return noted().stream().map(note -> String.valueOf(note.subject())).toList();
    }
}
