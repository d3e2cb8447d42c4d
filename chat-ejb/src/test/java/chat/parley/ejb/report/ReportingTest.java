package chat.parley.ejb.report;

import java.time.Duration;
import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.report.CaseFile.Kept;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.report.ReportReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Reporting messages and people, what is kept of it, and to whom it goes. */
@ExtendWith(RealDatabase.class)
class ReportingTest {

    private final Bureau bureau;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final Actor root;
    private final ConversationId group;

    ReportingTest(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        bureau = new Bureau(sequences, transactions, entities);
        anna = bureau.company.hire("anna");
        ben = bureau.company.hire("ben");
        gus = bureau.company.hire("gus");
        zoe = bureau.company.hire("zoe");
        root = bureau.company.hireAdministrator("root");
        group = bureau.company.group(anna, ben, gus);
        bureau.company.news();
    }

    @Test
    void a_message_is_kept_in_the_words_it_had_with_those_before_and_after() {
        for (int i = 0; i < 8; i++) {
            say(ben, "before " + i);
        }
        long seq = say(gus, "You are a fool");
        for (int i = 0; i < 8; i++) {
            say(ben, "after " + i);
        }

        CaseId id = bureau.report(ben, group, seq).report().id();
        bureau.edit(group, seq, gus.account(), "You are a dear");

        assertThat(bureau.look(anna, id).messages())
                .extracting(Kept::body)
                .containsExactly(
                        "before 3",
                        "before 4",
                        "before 5",
                        "before 6",
                        "before 7",
                        "You are a fool",
                        "after 0",
                        "after 1",
                        "after 2",
                        "after 3",
                        "after 4");
    }

    @Test
    void who_came_later_hands_on_no_more_than_they_see() {
        ConversationId closed = bureau.company.closedGroup(anna, ben);
        bureau.company.say(ben, closed, "long ago");
        bureau.company.invite(anna, closed, Role.MEMBER, gus);
        long seq = bureau.say(ben, closed, "just now");

        CaseId id = bureau.report(gus, closed, seq).report().id();

        assertThat(bureau.look(anna, id).messages()).extracting(Kept::body).containsExactly("just now");
        refused(() -> bureau.report(gus, closed, 2), Missing.class, "message.missing");
    }

    @Test
    void the_same_report_twice_is_one_and_several_make_one_case() {
        long seq = say(gus, "You are a fool");

        Filed first = bureau.report(ben, group, seq);
        Filed again = bureau.report(ben, group, seq);
        Filed other = bureau.report(zoeIn(), group, seq);

        assertThat(first.fresh()).isTrue();
        assertThat(again.fresh()).isFalse();
        assertThat(again.report()).isEqualTo(first.report());
        assertThat(other.report().id()).isEqualTo(first.report().id());
        assertThat(bureau.look(anna, first.report().id()).reports()).hasSize(2);
        assertThat(bureau.open(anna)).containsExactly(first.report().id());
    }

    @Test
    void what_was_decided_is_reported_again_only_in_other_words() {
        long seq = say(gus, "You are a fool");
        CaseId first = bureau.report(ben, group, seq).report().id();
        bureau.decide(anna, first, Decision.DISMISS, null);

        Filed same = bureau.report(ben, group, seq);
        bureau.company.clock.pass(Duration.ofMinutes(1));
        bureau.edit(group, seq, gus.account(), "You are a great fool");
        Filed edited = bureau.report(ben, group, seq);

        assertThat(same.report().id()).isEqualTo(first);
        assertThat(same.report().state()).isEqualTo(OwnReport.State.DISMISSED);
        assertThat(edited.fresh()).isTrue();
        assertThat(edited.report().id()).isNotEqualTo(first);
    }

    @Test
    void moderators_are_told_that_the_queue_grew_and_the_one_who_reported_that_it_was_heard() {
        bureau.company.assign(anna, group, ben, Role.MODERATOR);
        long seq = say(ben, "Order!");
        bureau.company.news();
        long before = bureau.company.stateOf(anna);

        OwnReport report = bureau.report(gus, group, seq).report();

        assertThat(bureau.company.news())
                .containsExactlyInAnyOrder(
                        new ChatEvent.QueueChanged(anna.account(), bureau.company.stateOf(anna)),
                        new ChatEvent.ReportChanged(gus.account(), report, bureau.company.stateOf(gus)));
        assertThat(bureau.isToldOfAQueue(anna, before)).isTrue();
        assertThat(bureau.isToldOfAQueue(ben, 0)).isFalse();
    }

    @Test
    void a_conversations_reports_go_to_its_moderators_and_neither_to_members_nor_to_administrators_elsewhere() {
        CaseId id =
                bureau.report(ben, group, say(gus, "You are a fool")).report().id();

        assertThat(bureau.open(anna)).containsExactly(id);
        for (Actor other : List.of(ben, gus, zoe, root)) {
            assertThat(bureau.open(other)).isEmpty();
            refused(() -> bureau.look(other, id), Missing.class, "case.missing");
        }
    }

    @Test
    void reports_of_people_and_of_direct_messages_go_to_the_administrators() {
        ConversationId direct = bureau.company.direct(gus, ben);
        long seq = bureau.say(gus, direct, "I know where you live");

        CaseId message = bureau.report(ben, direct, seq).report().id();
        CaseId person = bureau.report(ben, gus).report().id();

        assertThat(bureau.open(root)).containsExactly(message, person);
        assertThat(bureau.open(anna)).isEmpty();
        assertThat(bureau.look(root, message).messages())
                .extracting(Kept::body)
                .containsExactly("I know where you live");
    }

    @Test
    void nobody_decides_about_their_own_and_what_no_moderator_could_decide_goes_to_the_administrators() {
        Actor boss = bureau.company.hireAdministrator("boss");
        CaseId aboutAnna = bureau.report(ben, group, say(anna, "I am the owner here"))
                .report()
                .id();
        CaseId byAnna =
                bureau.report(anna, group, say(gus, "No, I am")).report().id();
        CaseId aboutBoss = bureau.report(ben, boss).report().id();

        assertThat(bureau.open(anna)).isEmpty();
        assertThat(bureau.open(boss)).containsExactly(aboutAnna, byAnna);
        assertThat(bureau.open(root)).containsExactly(aboutAnna, byAnna, aboutBoss);
        refused(() -> bureau.look(boss, aboutBoss), Missing.class, "case.missing");
    }

    @Test
    void a_report_says_why_and_is_not_about_oneself() {
        long own = say(ben, "What have I done");

        refused(() -> bureau.report(ben, group, own), Rejected.class, "report.own");
        refused(() -> bureau.report(ben, ben), Rejected.class, "report.own");
        refused(() -> bureau.report(ben, group, 1), Conflict.class, "message.system");
        refused(() -> new FileReport(ReportReason.OTHER, " "), Rejected.class, "request.malformed");
        refused(() -> new FileReport(ReportReason.SPAM, "x".repeat(1_001)), Rejected.class, "request.malformed");
    }

    @Test
    void nobody_reports_without_end() {
        for (int i = 0; i < ReportRate.AT_ONCE; i++) {
            bureau.report(ben, group, say(gus, "Fool number " + i));
        }
        long seq = say(gus, "One too many");

        refused(() -> bureau.report(ben, group, seq), TooMany.class, "rate.reports");
        bureau.company.clock.pass(Duration.ofMinutes(7));
        assertThat(bureau.report(ben, group, seq).fresh()).isTrue();
    }

    private Actor zoeIn() {
        bureau.company.invite(anna, group, Role.MEMBER, zoe);
        return zoe;
    }

    private long say(Actor actor, String words) {
        return bureau.say(actor, group, words);
    }
}
