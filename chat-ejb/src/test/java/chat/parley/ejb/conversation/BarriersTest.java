package chat.parley.ejb.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.segment.Barriers;
import chat.parley.jpa.segment.Barriers.Overlap;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.segment.Segments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(RealDatabase.class)
class BarriersTest {

    private static final String PARTED = "conversation.parted";

    private final Company company;
    private final Segments segments;
    private final Barriers barriers;
    private final Actor rita;
    private final Actor sam;
    private final Actor carl;
    private final SegmentId research;
    private final SegmentId sales;

    BarriersTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        segments = new Segments(company.database, sequences);
        barriers = new Barriers(company.database);
        rita = company.hire("rita");
        sam = company.hire("sam");
        carl = company.hire("carl");
        research = segment("Research", rita);
        sales = segment("Sales", sam);
    }

    @Test
    void nothing_is_begun_between_the_two_sides() {
        barriers.raise(research, sales);

        refused(() -> company.direct(rita, sam), Denied.class, PARTED);
        refused(() -> company.direct(sam, rita), Denied.class, PARTED);
        refused(() -> company.group(rita, carl, sam), Denied.class, PARTED);
        refused(() -> company.group(carl, rita, sam), Denied.class, PARTED);
        assertThat(company.say(carl, company.direct(carl, sam), "hello")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void nobody_is_brought_in_over_it_by_whomever() {
        ConversationId group = company.group(carl, rita);
        barriers.raise(research, sales);
        Actor neutral = company.hire("nina");

        refused(() -> company.invite(carl, group, Role.MEMBER, sam), Denied.class, PARTED);
        refused(() -> company.invite(carl, group, Role.MEMBER, neutral, sam), Denied.class, PARTED);
        company.done(() -> company.inviting.inviteGroup(carl, group, company.userGroup(neutral, sam), Role.MEMBER));

        assertThat(company.roleOf(neutral, group)).isEqualTo(Role.MEMBER);
        refused(() -> company.access.toRead(sam, group), Missing.class, "conversation.missing");
    }

    @Test
    void nobody_comes_in_over_it_by_themselves() {
        ConversationId channel = company.publicChannel(rita, carl);
        ConversationId empty = company.publicChannel(carl);
        barriers.raise(research, sales);

        refused(() -> company.done(() -> company.joining.join(sam, channel)), Denied.class, PARTED);
        company.done(() -> company.joining.join(sam, empty));

        refused(() -> company.done(() -> company.joining.join(rita, empty)), Denied.class, PARTED);
    }

    @Test
    void who_was_together_before_reads_and_says_nothing_until_one_of_them_leaves() {
        ConversationId group = company.group(carl, rita, sam);
        ConversationId direct = company.direct(rita, sam);
        barriers.raise(research, sales);

        for (Actor actor : List.of(rita, sam)) {
            for (ConversationId conversation : List.of(group, direct)) {
                refused(() -> company.access.toPostAfresh(actor, conversation), Denied.class, PARTED);
                refused(() -> company.access.toReact(actor, conversation), Denied.class, PARTED);
                refused(() -> company.access.toEdit(actor, conversation, true), Denied.class, PARTED);
                assertThat(company.access.toRead(actor, conversation).conversation())
                        .isEqualTo(conversation);
            }
        }
        assertThat(company.say(carl, group, "the two of you are parted")).isInstanceOf(Appended.Posted.class);
        assertThat(barriers.overlaps(company.organization, 0, 10))
                .extracting(Overlap::conversation, Overlap::parted)
                .containsExactlyInAnyOrder(tuple(group, 2L), tuple(direct, 2L));

        company.leave(sam, group);

        assertThat(company.say(rita, group, "now I may")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void what_was_remembered_of_who_may_post_is_doubted_when_barriers_change() {
        ConversationId direct = company.direct(rita, sam);
        company.access.toPost(rita, direct);
        barriers.raise(research, sales);

        company.access.doubt();

        refused(() -> company.access.toPost(rita, direct), Denied.class, PARTED);
        barriers.lift(sales, research);
        company.access.doubt();
        assertThat(company.access.toPost(rita, direct).conversation()).isEqualTo(direct);
    }

    @Test
    void posting_costs_no_statement_more() {
        barriers.raise(research, sales);
        ConversationId group = company.group(carl, rita);
        company.access.toPost(rita, group);
        assertThat(company.statements.of(() -> company.access.toPost(rita, group)))
                .isZero();
    }

    @Test
    void words_are_not_carried_over_it() {
        ConversationId sellers = company.group(carl, sam);
        barriers.raise(research, sales);

        refused(() -> company.access.toCarry(rita.account(), sellers), Denied.class, "message.parted");
        company.access.toCarry(carl.account(), sellers);
    }

    @Test
    void strangers_are_those_one_has_never_been_together_with() {
        Actor sally = company.hire("sally");
        segments.join(company.organization, sales, new long[] {sally.account().value()});
        company.group(carl, rita, sam);
        barriers.raise(research, sales);
        List<AccountId> all = List.of(rita.account(), sam.account(), sally.account(), carl.account());

        assertThat(barriers.parted(rita.account(), all)).containsExactlyInAnyOrder(sam.account(), sally.account());
        assertThat(barriers.strangers(rita.account(), all)).containsExactly(sally.account());
        assertThat(barriers.parted(carl.account(), all)).isEmpty();
        assertThat(barriers.concerned()).contains(rita.account(), sam.account(), sally.account());
    }

    @Test
    void whoever_is_on_both_sides_is_not_parted_from_themselves() {
        segments.join(company.organization, sales, new long[] {rita.account().value()});
        barriers.raise(research, sales);

        assertThat(barriers.parted(rita.account(), List.of(rita.account(), sam.account())))
                .containsExactly(sam.account());
        assertThat(company.say(rita, company.direct(rita, rita), "a note")).isInstanceOf(Appended.Posted.class);
    }

    @Test
    void whoever_is_parted_takes_away_and_adds_nothing() {
        List<Action> refused = Arrays.stream(Action.values())
                .filter(action -> Permissions.refusalToParted(action).equals(Optional.of(Refusal.PARTED)))
                .toList();

        assertThat(refused)
                .containsExactly(
                        Action.POST,
                        Action.EDIT_OWN,
                        Action.REACT,
                        Action.VOTE,
                        Action.PIN,
                        Action.CALL_ALL,
                        Action.CALL_MANY,
                        Action.INVITE,
                        Action.ADMIT,
                        Action.SANCTION,
                        Action.DESCRIBE,
                        Action.BOOKMARK);
    }

    private SegmentId segment(String name, Actor... people) {
        SegmentId id = segments.add(company.organization, name, company.clock.instant());
        segments.join(company.organization, id, Arrivals.array(Company.accounts(people)));
        return id;
    }
}
