package chat.parley.ejb.segment;

import java.util.List;
import java.util.Set;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.IdentityTables;
import chat.parley.jpa.segment.Barriers;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.segment.Segments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class KeepingSegmentsTest {

    private final Company company;
    private final Company rival;
    private final KeepingSegments keeping = new KeepingSegments();
    private final SegmentDesk desk = new SegmentDesk();
    private final Actor keeper;
    private final Actor anna;

    KeepingSegmentsTest(Sequences sequences, TestTransactions transactions, TestEntities entities) {
        company = new Company(sequences, transactions);
        rival = new Company(sequences, transactions);
        desk.segments = new Segments(company.database, sequences);
        desk.barriers = new Barriers(company.database);
        IdentityTables tables = new IdentityTables(transactions, entities, sequences);
        desk.accounts = tables.accounts;
        desk.administration = Administrations.on(company.database);
        keeping.segments = desk.segments;
        keeping.barriers = desk.barriers;
        keeping.organizations = tables.organizations;
        keeping.accounts = desk.accounts;
        keeping.desk = desk;
        keeping.audit = company.audit;
        keeping.clock = company.clock;
        keeper = company.hire("keeper");
        company.appoint(keeper, Duty.PEOPLE);
        anna = company.hire("anna");
    }

    @Test
    void each_change_is_noted_once_and_only_if_it_is_one() {
        SegmentId research = make("Research");
        SegmentId sales = make("Sales");
        for (int twice = 0; twice < 2; twice++) {
            company.done(() -> keeping.add(keeper, research, List.of(anna.account())));
            company.done(() -> keeping.raise(keeper, sales, research));
        }
        for (int twice = 0; twice < 2; twice++) {
            company.done(() -> keeping.lift(keeper, research, sales));
            company.done(() -> keeping.remove(keeper, research, anna.account()));
        }
        company.done(() -> keeping.call(keeper, sales, "Trade"));
        company.done(() -> keeping.dissolve(keeper, sales));

        assertThat(new AuditEntries(company.database).after(company.organization, 0, 20))
                .extracting(entry -> entry.note().deed())
                .containsExactly(
                        AuditDeed.SEGMENT_MADE,
                        AuditDeed.SEGMENT_MADE,
                        AuditDeed.SEGMENT_JOINED,
                        AuditDeed.BARRIER_RAISED,
                        AuditDeed.BARRIER_LIFTED,
                        AuditDeed.SEGMENT_LEFT,
                        AuditDeed.SEGMENT_CALLED,
                        AuditDeed.SEGMENT_DISSOLVED);
    }

    @Test
    void a_dissolved_segment_takes_its_barriers_with_it() {
        SegmentId research = make("Research");
        SegmentId sales = make("Sales");
        company.done(() -> keeping.raise(keeper, research, sales));
        assertThat(desk.barriers(keeper)).containsExactly(new Barriers.Barrier(research, sales));

        company.done(() -> keeping.dissolve(keeper, research));

        assertThat(desk.barriers(keeper)).isEmpty();
        assertThat(desk.segments(keeper)).extracting(Segment::id).containsExactly(sales);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        SegmentId research = make("Research");

        refused(Conflict.class, "segment.name-taken", () -> keeping.make(keeper, "research"));
        refused(Rejected.class, "segment.name", () -> keeping.make(keeper, " "));
        refused(Rejected.class, "request.malformed", () -> keeping.raise(keeper, research, research));
        AccountId spy = rival.hire("spy").account();
        refused(Missing.class, "account.missing", () -> keeping.add(keeper, research, List.of(anna.account(), spy)));
        assertThat(desk.segment(keeper, research).members()).isZero();
    }

    @Test
    void another_organization_and_whoever_has_not_the_duty_see_nothing() {
        SegmentId research = make("Research");
        Actor stranger = rival.hire("stranger");
        rival.appoint(stranger, Duty.PEOPLE);

        refused(Missing.class, "segment.missing", () -> keeping.dissolve(stranger, research));
        refused(Denied.class, "auth.administrator-only", () -> desk.segments(anna));
        refused(Denied.class, "auth.administrator-only", () -> keeping.dissolve(anna, research));
    }

    @Test
    void a_node_that_looks_hears_of_everybody_who_is_or_was_concerned_and_only_when_something_changed() {
        SegmentId research = make("Research");
        SegmentId sales = make("Sales");
        Actor sam = company.hire("sam");
        company.done(() -> keeping.add(keeper, research, List.of(anna.account())));
        company.done(() -> keeping.add(keeper, sales, List.of(sam.account())));
        BarrierBoard board = new BarrierBoard();
        board.barriers = desk.barriers;
        board.access = company.access;
        board.refresh();
        Heard heard = new Heard();
        board.tell(heard::hear);

        board.refresh();
        assertThat(heard.of).isNull();
        company.done(() -> keeping.raise(keeper, research, sales));
        board.refresh();
        assertThat(heard.of).contains(anna.account(), sam.account());
        heard.of = null;
        company.done(() -> keeping.lift(keeper, research, sales));
        board.refresh();
        assertThat(heard.of).contains(anna.account(), sam.account());
    }

    private static final class Heard {
        private @Nullable Set<AccountId> of;

        void hear(Set<AccountId> accounts) {
            of = accounts;
        }
    }

    private SegmentId make(String name) {
        return company.done(() -> keeping.make(keeper, name)).id();
    }

    private static void refused(Class<? extends ChatException> kind, String code, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOf(kind)
                .isInstanceOfSatisfying(
                        ChatException.class, no -> assertThat(no.code()).isEqualTo(code));
    }
}
