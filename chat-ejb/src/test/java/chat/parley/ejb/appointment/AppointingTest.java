package chat.parley.ejb.appointment;

import java.util.List;
import java.util.stream.IntStream;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.IdentityTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(RealDatabase.class)
class AppointingTest {

    private final Company company;
    private final Company rival;
    private final Administration administration;
    private final Appointing appointing = new Appointing();
    private final Actor root;
    private final Actor anna;

    AppointingTest(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        administration = Administrations.on(company.database);
        appointing.administration = administration;
        appointing.duties = new Duties(company.database);
        IdentityTables tables = new IdentityTables(transactions, entities, sequences);
        appointing.organizations = tables.organizations;
        appointing.accounts = tables.accounts;
        appointing.audit = company.audit;
        appointing.clock = company.clock;
        root = company.hire("root");
        company.appoint(root, Duty.SYSTEM);
        anna = company.hire("anna");
    }

    @Test
    void a_duty_counts_from_its_giving_to_its_taking_without_a_new_token() {
        assertThat(administration.may(anna, AdministrativeAction.READ_AUDIT)).isFalse();

        give(root, anna, Duty.AUDIT);
        assertThat(administration.may(anna, AdministrativeAction.READ_AUDIT)).isTrue();
        assertThat(appointing.list(root))
                .extracting(held -> held.account().id(), held -> held.duty(), held -> held.by())
                .containsExactly(
                        tuple(anna.account(), Duty.AUDIT, root.account()), tuple(root.account(), Duty.SYSTEM, null));

        take(root, anna, Duty.AUDIT);
        assertThat(administration.may(anna, AdministrativeAction.READ_AUDIT)).isFalse();
    }

    @Test
    void giving_and_taking_are_noted_once_each() {
        give(root, anna, Duty.PEOPLE);
        give(root, anna, Duty.PEOPLE);
        take(root, anna, Duty.PEOPLE);
        take(root, anna, Duty.PEOPLE);

        assertThat(new AuditEntries(company.database).after(company.organization, 0, 10))
                .extracting(
                        entry -> entry.note().by(),
                        entry -> entry.note().deed(),
                        entry -> entry.note().subject(),
                        entry -> entry.note().details())
                .containsExactly(
                        tuple(root.account(), AuditDeed.DUTY_GIVEN, "account " + anna.account(), details("PEOPLE")),
                        tuple(root.account(), AuditDeed.DUTY_TAKEN, "account " + anna.account(), details("PEOPLE")));
    }

    @Test
    void nobody_appoints_themselves() {
        refused(() -> give(root, root, Duty.PEOPLE), Denied.class, "duty.oneself");
    }

    @Test
    void whoever_does_not_appoint_is_refused() {
        Actor other = company.hire("other");
        for (Duty duty : List.of(Duty.PEOPLE, Duty.COMPLIANCE, Duty.MODERATION)) {
            company.appoint(anna, duty);
        }

        refused(() -> give(anna, other, Duty.PEOPLE), Denied.class, "auth.administrator-only");
        refused(() -> take(anna, root, Duty.SYSTEM), Denied.class, "auth.administrator-only");
        refused(() -> appointing.list(anna), Denied.class, "auth.administrator-only");
    }

    @Test
    void what_is_to_be_apart_stays_apart() {
        give(root, anna, Duty.COMPLIANCE);
        refused(() -> give(root, anna, Duty.SYSTEM), Conflict.class, "duty.apart");
        refused(() -> give(root, anna, Duty.AUDIT), Conflict.class, "duty.apart");
        give(root, anna, Duty.PEOPLE);

        Actor ben = company.hire("ben");
        give(root, ben, Duty.AUDIT);
        for (Duty other : List.of(Duty.SYSTEM, Duty.PEOPLE, Duty.COMPLIANCE, Duty.MODERATION)) {
            refused(() -> give(root, ben, other), Conflict.class, "duty.apart");
        }
    }

    @Test
    void somebody_who_can_appoint_is_always_left() {
        refused(() -> take(root, root, Duty.SYSTEM), Conflict.class, "duty.last");

        give(root, anna, Duty.SYSTEM);
        take(root, root, Duty.SYSTEM);

        refused(() -> take(anna, anna, Duty.SYSTEM), Conflict.class, "duty.last");
    }

    @Test
    void two_who_take_each_others_duty_at_once_leave_one() {
        give(root, anna, Duty.SYSTEM);
        List<Actor> both = List.of(root, anna);

        IntStream.range(0, 2).parallel().forEach(i -> {
            try {
                take(both.get(i), both.get(1 - i), Duty.SYSTEM);
            } catch (Denied | Conflict e) {
                assertThat(e.code()).isIn("auth.administrator-only", "duty.last");
            }
        });

        assertThat(appointing.duties.count(company.organization, Duty.SYSTEM)).isEqualTo(1);
    }

    @Test
    void nobody_of_another_organization_is_appointed_or_appoints() {
        Actor zoe = rival.hire("zoe");
        rival.appoint(zoe, Duty.SYSTEM);

        refused(() -> give(root, zoe, Duty.PEOPLE), Missing.class, "account.missing");
        refused(() -> take(zoe, root, Duty.SYSTEM), Missing.class, "account.missing");
        assertThat(appointing.list(zoe)).extracting(held -> held.account().id()).containsExactly(zoe.account());
    }

    @Test
    void whoever_is_disabled_has_no_duty_any_more() {
        give(root, anna, Duty.SYSTEM);
        company.database.update(
                "update account set disabled_at = now() where id = ?",
                anna.account().value());

        refused(() -> appointing.list(anna), Denied.class, "auth.administrator-only");
        refused(() -> give(root, anna, Duty.PEOPLE), Conflict.class, "account.disabled");
        refused(() -> take(root, root, Duty.SYSTEM), Conflict.class, "duty.last");
    }

    @Test
    void what_somebody_had_is_taken_from_them_after_they_were_disabled_too() {
        give(root, anna, Duty.SYSTEM);
        give(root, anna, Duty.PEOPLE);
        company.database.update(
                "update account set disabled_at = now() where id = ?",
                anna.account().value());

        take(root, anna, Duty.SYSTEM);
        take(root, anna, Duty.PEOPLE);

        company.database.update(
                "update account set disabled_at = null where id = ?",
                anna.account().value());
        assertThat(administration.duties(anna)).isEmpty();
        assertThat(new AuditEntries(company.database).after(company.organization, 0, 10))
                .extracting(entry -> entry.note().deed())
                .endsWith(AuditDeed.DUTY_TAKEN, AuditDeed.DUTY_TAKEN);
    }

    private void give(Actor by, Actor to, Duty duty) {
        company.done(() -> appointing.give(by, to.account(), duty));
    }

    private void take(Actor by, Actor from, Duty duty) {
        company.done(() -> appointing.take(by, from.account(), duty));
    }

    private static String details(String duty) {
        return "{\"duty\": \"" + duty + "\"}";
    }
}
