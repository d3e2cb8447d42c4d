package chat.parley.ejb.report;

import java.time.Duration;
import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Sanction.Kind;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases.Filter;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Deciding about reports, and deciding again after an appeal. */
@ExtendWith(RealDatabase.class)
class DecidingTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Bureau bureau;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor mia;
    private final Actor root;
    private final ConversationId group;
    private final long seq;
    private final CaseId id;

    DecidingTest(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        bureau = new Bureau(sequences, transactions, entities);
        anna = bureau.company.hire("anna");
        mia = bureau.company.hire("mia");
        ben = bureau.company.hire("ben");
        gus = bureau.company.hire("gus");
        root = bureau.company.hireAdministrator("root");
        group = bureau.company.group(anna, mia, ben, gus);
        bureau.company.assign(anna, group, mia, Role.MODERATOR);
        seq = bureau.say(gus, group, "You are a fool");
        id = bureau.report(ben, group, seq).report().id();
        bureau.company.news();
    }

    @Test
    void two_do_not_take_the_same_case_until_the_first_has_left_it() {
        bureau.take(mia, id);
        bureau.take(mia, id);

        refused(() -> bureau.take(anna, id), Conflict.class, "case.taken");
        assertThat(bureau.list(mia, Filter.MINE)).hasSize(1);
        assertThat(bureau.list(anna, Filter.MINE)).isEmpty();
        bureau.company.clock.pass(TakingCases.PATIENCE);
        bureau.take(anna, id);
        refused(
                () -> bureau.decideTaken(mia, id, new DecideCase(Decision.DISMISS, null, null, null)),
                Conflict.class,
                "case.not-taken");
        bureau.release(anna, id);
        bureau.take(mia, id);
    }

    @Test
    void a_message_is_removed_with_the_decision_and_both_sides_are_told() {
        bureau.decide(mia, id, Decision.REMOVE, null);

        assertThat(bureau.message(group, seq).deletedAt()).isNotNull();
        assertThat(bureau.stateOf(ben, id)).isEqualTo(OwnReport.State.ACTED);
        OwnDecision told = bureau.decisionsAbout(gus).getFirst();
        assertThat(told.decision()).isEqualTo(Decision.REMOVE);
        assertThat(told.why()).isEqualTo("so we decided");
        assertThat(told.words()).isEqualTo("You are a fool");
        assertThat(bureau.open(mia)).isEmpty();
        assertThat(bureau.list(anna, Filter.CLOSED)).hasSize(1);
        assertThat(bureau.company.news())
                .filteredOn(event -> event instanceof ChatEvent.DecisionChanged)
                .hasSize(1);
    }

    @Test
    void what_is_decided_leaves_the_queues_of_all_who_could_have_decided() {
        bureau.take(mia, id);
        bureau.company.news();

        bureau.decideTaken(mia, id, new DecideCase(Decision.DISMISS, null, null, null));

        assertThat(bureau.company.news())
                .filteredOn(event -> event instanceof ChatEvent.QueueChanged)
                .containsExactlyInAnyOrder(
                        new ChatEvent.QueueChanged(anna.account(), bureau.company.stateOf(anna)),
                        new ChatEvent.QueueChanged(mia.account(), bureau.company.stateOf(mia)));
    }

    @Test
    void who_reports_what_others_have_reported_decides_about_it_no_more_and_is_told_so() {
        bureau.report(mia, group, seq);

        assertThat(bureau.company.news())
                .contains(new ChatEvent.QueueChanged(mia.account(), bureau.company.stateOf(mia)));
        assertThat(bureau.open(mia)).isEmpty();
    }

    @Test
    void a_decision_that_cannot_be_done_is_none() {
        bureau.company.done(() -> bureau.withdrawing.withdraw(gus, group, seq, null));
        int noted = bureau.noted().size();

        refused(() -> bureau.decide(mia, id, Decision.REMOVE, null), Conflict.class, "message.deleted");

        assertThat(bureau.open(mia)).containsExactly(id);
        assertThat(bureau.decisionsAbout(gus)).isEmpty();
        assertThat(bureau.noted()).hasSize(noted);
        bureau.decide(mia, id, Decision.WARN, null);
        refused(() -> bureau.take(anna, id), Conflict.class, "case.decided");
    }

    @Test
    void of_a_dismissal_only_those_learn_who_reported_it() {
        bureau.decide(mia, id, Decision.DISMISS, null);

        assertThat(bureau.stateOf(ben, id)).isEqualTo(OwnReport.State.DISMISSED);
        assertThat(bureau.decisionsAbout(gus)).isEmpty();
        refused(() -> bureau.appeal(gus, id), Missing.class, "decision.missing");
    }

    @Test
    void a_mute_has_its_end_and_a_won_appeal_before_somebody_else_lifts_it() {
        bureau.decide(mia, id, Decision.MUTE, bureau.in(DAY));
        refused(() -> bureau.company.access.toPostAfresh(gus, group), Denied.class, "conversation.muted");

        bureau.appeal(gus, id);

        refused(() -> bureau.look(mia, id), Missing.class, "case.missing");
        assertThat(bureau.open(anna)).containsExactly(id);
        bureau.answer(anna, id, true);
        assertThat(bureau.say(gus, group, "Thank you")).isPositive();
        assertThat(bureau.decisionsAbout(gus).getFirst().reversed()).isTrue();
        assertThat(bureau.stateOf(ben, id)).isEqualTo(OwnReport.State.REVERSED);
        refused(() -> bureau.appeal(gus, id), Conflict.class, "appeal.made");
    }

    @Test
    void a_lost_appeal_leaves_everything_as_it_is() {
        bureau.decide(mia, id, Decision.BAN, bureau.in(DAY));
        bureau.appeal(gus, id);

        bureau.answer(anna, id, false);

        refused(() -> bureau.company.access.toPostAfresh(gus, group), Denied.class, "conversation.banned");
        assertThat(bureau.decisionsAbout(gus).getFirst().reversed()).isFalse();
        assertThat(bureau.stateOf(ben, id)).isEqualTo(OwnReport.State.ACTED);
    }

    @Test
    void what_was_imposed_later_and_otherwise_is_not_lifted_by_an_appeal() {
        bureau.decide(mia, id, Decision.MUTE, bureau.in(DAY));
        bureau.appeal(gus, id);
        bureau.company.clock.pass(Duration.ofMinutes(1));
        bureau.company.mute(anna, group, gus, null);

        bureau.answer(anna, id, true);

        refused(() -> bureau.company.access.toPostAfresh(gus, group), Denied.class, "conversation.muted");
        assertThat(bureau.noted()).extracting(AuditNote::deed).doesNotContain(AuditDeed.UNMUTE);
    }

    @Test
    void one_appeals_in_time() {
        bureau.decide(mia, id, Decision.WARN, null);
        bureau.company.clock.pass(Appealing.OPEN_FOR.plusSeconds(1));

        refused(() -> bureau.appeal(gus, id), Conflict.class, "appeal.late");
        refused(() -> bureau.appeal(ben, id), Missing.class, "decision.missing");
    }

    @Test
    void an_appeal_that_no_other_moderator_could_decide_goes_to_the_administrators() {
        ConversationId small = bureau.company.group(anna, ben, gus);
        long said = bureau.say(gus, small, "Fool");
        CaseId only = bureau.report(ben, small, said).report().id();
        bureau.decide(anna, only, Decision.MUTE, bureau.in(DAY));

        bureau.appeal(gus, only);

        assertThat(bureau.open(anna)).doesNotContain(only);
        bureau.answer(root, only, true);
        assertThat(bureau.say(gus, small, "Thank you")).isPositive();
    }

    @Test
    void what_moderators_hand_on_the_administrators_decide_as_owners_would() {
        bureau.take(mia, id);
        bureau.escalate(mia, id);

        refused(() -> bureau.look(mia, id), Missing.class, "case.missing");
        assertThat(bureau.open(root)).containsExactly(id);
        bureau.decide(root, id, Decision.BAN, bureau.in(DAY));
        refused(() -> bureau.company.access.toPostAfresh(gus, group), Denied.class, "conversation.banned");
    }

    @Test
    void an_administrator_does_not_ban_the_last_owner() {
        long said = bureau.say(anna, group, "I may say anything");
        CaseId about = bureau.report(ben, group, said).report().id();
        bureau.take(mia, about);
        bureau.escalate(mia, about);
        bureau.take(root, about);

        refused(
                () -> bureau.decideTaken(root, about, new DecideCase(Decision.BAN, "enough", bureau.in(DAY), null)),
                Conflict.class,
                "conversation.last-owner");
    }

    @Test
    void of_a_person_an_administrator_does_somewhere_only_what_their_role_there_allows() {
        CaseId about = bureau.report(ben, gus).report().id();
        bureau.take(root, about);
        DecideCase mute = new DecideCase(Decision.MUTE, "enough", bureau.in(DAY), group);

        refused(() -> bureau.decideTaken(root, about, mute), Missing.class, "conversation.missing");
        refused(
                () -> bureau.decideTaken(root, about, new DecideCase(Decision.REMOVE, "enough", null, null)),
                Rejected.class,
                "request.malformed");
        bureau.decideTaken(root, about, new DecideCase(Decision.WARN, "Enough of that.", null, null));
        assertThat(bureau.decisionsAbout(gus).getFirst().why()).isEqualTo("Enough of that.");
    }

    @Test
    void a_moderator_does_not_sanction_who_is_not_below_them() {
        long said = bureau.say(anna, group, "I may say anything");
        CaseId about = bureau.report(ben, group, said).report().id();
        bureau.take(mia, about);

        refused(
                () -> bureau.decideTaken(mia, about, new DecideCase(Decision.MUTE, "enough", bureau.in(DAY), null)),
                Denied.class,
                "conversation.role-too-low");
    }

    @Test
    void a_decision_says_why_and_sanctions_end() {
        refused(() -> new DecideCase(Decision.WARN, " ", null, null), Rejected.class, "request.malformed");
        refused(() -> new DecideCase(Decision.MUTE, "enough", null, null), Rejected.class, "request.malformed");
        refused(
                () -> new DecideCase(Decision.WARN, "enough", bureau.in(DAY), null),
                Rejected.class,
                "request.malformed");
    }

    @Test
    void every_step_is_noted_in_the_audit_log_without_gaps() {
        int before = bureau.noted().size();
        bureau.decide(mia, id, Decision.MUTE, bureau.in(DAY));
        bureau.appeal(gus, id);
        bureau.answer(anna, id, true);
        bureau.company.lift(anna, group, gus, Kind.MUTE);

        List<AuditNote> noted = bureau.noted();
        assertThat(noted.subList(before, noted.size()))
                .extracting(AuditNote::deed)
                .containsExactly(
                        AuditDeed.MUTE,
                        AuditDeed.CASE_DECIDED,
                        AuditDeed.CASE_APPEALED,
                        AuditDeed.UNMUTE,
                        AuditDeed.CASE_ANSWERED);
        assertThat(noted)
                .filteredOn(note -> note.deed() == AuditDeed.REPORT)
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.by()).isEqualTo(ben.account());
                    assertThat(note.subject()).isEqualTo("case " + id);
                });
    }
}
