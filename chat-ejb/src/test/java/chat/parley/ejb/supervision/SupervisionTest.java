package chat.parley.ejb.supervision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import chat.parley.ejb.conversation.Company;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.matter.MatterDoors;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.screening.Lexicon;
import chat.parley.ejb.supervision.SigningOff.Verdict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.segment.Segments;
import chat.parley.jpa.supervision.SupervisionItem;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItem.Words;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionItems.Figures;
import chat.parley.jpa.supervision.SupervisionItems.Period;
import chat.parley.jpa.supervision.SupervisionItems.Waiting;
import chat.parley.jpa.supervision.SupervisionItems.Wanted;
import chat.parley.jpa.supervision.SupervisionRule;
import chat.parley.jpa.supervision.SupervisionRule.Reach;
import chat.parley.jpa.supervision.SupervisionRules;
import chat.parley.jpa.supervision.SupervisionWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is selected for review, and what becomes of it, on a real database. */
@ExtendWith(RealDatabase.class)
class SupervisionTest {

    private static final Reach EVERYBODY = new Reach(null, null, List.of());
    private static final Lexicon NOTHING = new Lexicon(List.of(), List.of());
    private static final Period ALWAYS = new Period(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    private final Database database;
    private final TestTransactions transactions;
    private final Company company;
    private final KeepingSupervision keeping = new KeepingSupervision();
    private final Selecting selecting = new Selecting();
    private final SigningOff signing = new SigningOff();
    private final Actor olga;
    private final Actor otto;
    private final Actor anna;
    private final ConversationId room;

    SupervisionTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        company = new Company(sequences, transactions);
        equip(selecting, database);
        keeping.administration = Administrations.on(database);
        keeping.rules = selecting.rules;
        keeping.walk = selecting.walk;
        keeping.segments = new Segments(database, sequences);
        keeping.duties = new Duties(database);
        keeping.sequences = sequences;
        keeping.audit = company.audit;
        signing.door = MatterDoors.on(database);
        signing.rules = selecting.rules;
        signing.items = selecting.items;
        signing.audit = company.audit;
        signing.clock = company.clock;
        olga = officer("olga");
        otto = officer("otto");
        anna = company.hire("anna");
        room = company.group(anna, olga);
    }

    private static void equip(Selecting selecting, Database database) {
        selecting.walk = new SupervisionWalk(database);
        selecting.rules = new SupervisionRules(database);
        selecting.items = new SupervisionItems(database);
    }

    @Test
    void all_of_a_share_of_all_is_selected_once_from_the_rule_to_its_end() {
        say(anna, "before");
        SupervisionRule rule = set(share("100"));
        List<Long> said = List.of(say(anna, "one").seq(), say(anna, "two").seq());
        walk();
        walk();
        ConversationId later = company.group(anna, olga);
        company.say(anna, later, "three");
        transactions.run(() -> keeping.end(olga, rule.id()));
        say(anna, "after");
        walk();

        assertThat(selected(room)).isEqualTo(said);
        assertThat(selected(later)).hasSize(1);
        assertThat(keeping.list(olga)).singleElement().satisfies(known -> {
            assertThat(known.rule().considered()).isEqualTo(3);
            assertThat(known.seed()).isEqualTo(known.rule().seed());
        });
    }

    @Test
    void a_share_is_what_the_lot_falls_on_of_those_the_rule_is_about() {
        Actor ben = company.hire("ben");
        company.invite(anna, room, Role.MEMBER, ben);
        Reach group = new Reach(company.userGroup(ben), null, List.of(ConversationKind.GROUP));
        SupervisionRule rule = set(new SetSupervision("Ben", group, new BigDecimal("30"), NOTHING, 3, reviewers()));
        set(new SetSupervision(
                "Direct",
                new Reach(null, null, List.of(ConversationKind.DIRECT)),
                BigDecimal.TEN,
                NOTHING,
                3,
                reviewers()));
        List<Long> expected = new ArrayList<>();
        Lot lot = new Lot(rule.seed());
        for (int i = 0; i < 25; i++) {
            say(anna, "not ben");
            long seq = say(ben, "ben").seq();
            if (lot.fallsOn(room, seq, 3_000)) {
                expected.add(seq);
            }
        }
        walk();

        assertThat(selected(room)).isEqualTo(expected);
    }

    @Test
    void a_rule_is_about_a_segment_that_whoever_sets_it_can_name() {
        Actor ben = company.hire("ben");
        company.invite(anna, room, Role.MEMBER, ben);
        SegmentId traders = keeping.segments.add(company.organization, "Traders", company.clock.instant());
        keeping.segments.join(
                company.organization, traders, new long[] {ben.account().value()});
        assertThat(transactions.call(() -> keeping.segments(olga))).containsExactly(new Segment(traders, "Traders", 1));
        refused("auth.administrator-only", () -> keeping.segments(anna));
        set(new SetSupervision(
                "Traders", new Reach(null, traders, List.of()), new BigDecimal("100"), NOTHING, 3, reviewers()));
        say(anna, "not ben");
        long bens = say(ben, "ben").seq();
        walk();

        assertThat(selected(room)).containsExactly(bens);
    }

    @Test
    void words_are_found_though_they_were_edited_away_or_in() {
        PostedMessage old = say(anna, "old");
        set(new SetSupervision(
                "Words",
                EVERYBODY,
                BigDecimal.ZERO,
                new Lexicon(List.of("sure thing"), List.of("gu[ae]rantee")),
                3,
                reviewers()));
        PostedMessage away = say(anna, "It is a Sure  Thing");
        edit(away, "It may be");
        PostedMessage in = say(anna, "It may be");
        long other = say(anna, "I guarantee it").seq();
        say(anna, "surely a thing");
        walk();
        assertThat(selected(room)).containsExactly(away.seq(), other);

        edit(in, "guaranteed");
        edit(old, "a sure thing");
        edit(away, "a sure thing again");
        walk();
        assertThat(selected(room)).containsExactlyInAnyOrder(away.seq(), other, in.seq(), old.seq());
    }

    @Test
    void nothing_is_skipped_or_selected_twice_by_two_nodes_that_fail_now_and_then() throws Exception {
        set(share("100"));
        AtomicBoolean done = new AtomicBoolean();
        List<Long> said = new ArrayList<>();
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> walks = List.of(nodes.submit(node(done)), nodes.submit(node(done)));
            for (int i = 0; i < 40; i++) {
                said.add(say(anna, "message " + i).seq());
            }
            done.set(true);
            for (Future<Integer> walk : walks) {
                assertThat(walk.get()).isPositive();
            }
        }
        walk();

        assertThat(selected(room)).isEqualTo(said);
        assertThat(keeping.list(olga).getFirst().rule().considered()).isEqualTo(said.size());
    }

    /** Steps until it is done; of its steps each second one fails before its commit. */
    private Callable<Integer> node(AtomicBoolean done) {
        return () -> {
            int steps = 0;
            while (!done.get()) {
                boolean fails = steps++ % 2 == 0;
                try {
                    transactions.run(() -> {
                        selecting.step(company.organization);
                        if (fails) {
                            throw new IllegalStateException("the node dies");
                        }
                    });
                } catch (IllegalStateException e) {
                    assertThat(fails).isTrue();
                }
            }
            return steps;
        };
    }

    @Test
    void a_node_that_is_killed_before_any_statement_leaves_no_gap_and_nothing_twice() {
        set(share("100"));
        DyingNode node = new DyingNode(transactions);
        Selecting dying = new Selecting();
        equip(dying, new Database(node.source()));
        List<Long> said = List.of(
                say(anna, "one").seq(),
                say(anna, "two").seq(),
                say(anna, "three").seq());
        int statements = 0;
        do {
            node.live(statements++);
            try {
                transactions.run(() -> dying.step(company.organization));
                assertThat(node.isDead()).isFalse();
            } catch (DatabaseException e) {
                assertThat(node.isDead()).isTrue();
                assertThat(selected(room)).isEmpty();
            }
        } while (node.isDead());
        walk();

        assertThat(statements).isGreaterThan(5 + said.size());
        assertThat(selected(room)).isEqualTo(said);
        assertThat(keeping.list(olga).getFirst().rule().considered()).isEqualTo(said.size());
    }

    @Test
    void what_is_due_first_is_listed_first_and_counted_when_it_is_overdue() {
        set(new SetSupervision("Slow", EVERYBODY, new BigDecimal("100"), NOTHING, 9, reviewers()));
        say(anna, "slow");
        walk();
        set(new SetSupervision("Quick", EVERYBODY, new BigDecimal("100"), NOTHING, 1, reviewers()));
        company.say(olga, room, "both");
        walk();
        long late = overdue(say(anna, "late"));
        Wanted open = new Wanted(State.OPEN, null, null);

        List<SupervisionItem> all = signing.page(olga, open, null, 200).items();
        assertThat(all).extracting(SupervisionItem::due).isSorted();
        assertThat(all.getFirst().id()).isEqualTo(late);
        List<Long> paged = new ArrayList<>();
        Page<SupervisionItem> page = signing.page(olga, open, null, 1);
        while (true) {
            page.items().forEach(item -> paged.add(item.id()));
            if (page.next() == null) {
                break;
            }
            page = signing.page(olga, open, page.next(), 1);
        }
        assertThat(paged).isEqualTo(all.stream().map(SupervisionItem::id).toList());
        assertThat(signing.waiting(olga, open)).isEqualTo(new Waiting(all.size(), 1));
        assertThat(signing.waiting(olga, new Wanted(null, null, olga.account())))
                .isEqualTo(new Waiting(all.size() - 2, 1));
        assertThat(selecting.items.waiting().overdue()).isPositive();
        sign(otto, all.getFirst(), State.CLEARED);
        assertThat(signing.waiting(olga, open)).isEqualTo(new Waiting(all.size() - 1, 0));
    }

    /** An item of the message that should have been reviewed an hour ago. */
    private long overdue(PostedMessage message) {
        return database.first(
                        """
                        insert into supervision_item (organization_id, rule_id, conversation_id, seq, sender_id, posted_at,
                            selected_at, due_at, drawn, worded)
                        select organization_id, id, ?, ?, ?, now(), now() - interval '1 day', now() - interval '1 hour', true, false
                        from supervision_rule where organization_id = ? limit 1 returning id
                        """,
                        row -> row.getLong(1),
                        room.value(),
                        message.seq(),
                        message.sender().value(),
                        company.organization.value())
                .orElseThrow();
    }

    @Test
    void nobody_signs_off_what_they_have_not_opened_themselves() {
        set(share("100"));
        say(anna, "hello");
        walk();
        long item = items(null).getFirst().id();
        Verdict cleared = new Verdict(State.CLEARED, null, null);
        refused("supervision.unopened", () -> signing.signOff(otto, item, cleared));
        transactions.run(() -> signing.open(olga, item));
        transactions.run(() -> signing.open(olga, item));

        refused("supervision.unopened", () -> signing.signOff(otto, item, cleared));
        transactions.run(() -> signing.signOff(olga, item, cleared));
        for (String attempt : List.of(
                "delete from supervision_opening where item_id = " + item,
                "update supervision_opening set opened_at = now()",
                "truncate supervision_opening")) {
            assertThatThrownBy(() -> database.update(attempt)).isInstanceOf(DatabaseException.class);
        }
    }

    @Test
    void one_reviewer_signs_off_once_and_nobody_their_own() {
        set(share("100"));
        say(anna, "hello");
        company.say(olga, room, "mine");
        walk();
        long annas = items(null).getFirst().id();
        long olgas = items(null).getLast().id();
        Verdict cleared = new Verdict(State.CLEARED, null, null);

        assertThat(items(olga)).extracting(SupervisionItem::id).containsExactly(annas);
        assertThat(items(otto)).extracting(SupervisionItem::id).containsExactly(annas, olgas);
        assertThat(transactions.call(() -> signing.open(otto, annas)).words())
                .isEqualTo(new Words("hello", List.of(), null, null));
        refused("supervision.own", () -> signing.open(olga, olgas));
        refused("supervision.own", () -> signing.signOff(olga, olgas, cleared));
        refused("supervision.not-reviewer", () -> signing.open(officer("oscar"), annas));
        refused("auth.administrator-only", () -> signing.open(anna, annas));
        refused("request.malformed", () -> signing.signOff(otto, annas, new Verdict(State.ESCALATED, " ", null)));
        transactions.run(() -> signing.signOff(otto, annas, new Verdict(State.ESCALATED, "A promise", null)));
        refused("supervision.decided", () -> signing.signOff(olga, annas, cleared));

        for (String attempt : List.of(
                "update supervision_item set comment = 'fine' where id = " + annas,
                "update supervision_item set seq = 9 where id = " + olgas,
                "delete from supervision_item where id = " + olgas,
                "truncate supervision_item",
                "update supervision_rule set share = 1")) {
            assertThatThrownBy(() -> database.update(attempt)).isInstanceOf(DatabaseException.class);
        }
        assertThatThrownBy(() -> database.update("update supervision_item set state = 'CLEARED', decided_at = now(), "
                        + "decided_by = sender_id where id = " + olgas))
                .hasMessageContaining("others_eyes");
        assertThat(deeds()).containsExactly("SUPERVISION_RULE_SET", "SUPERVISION_OPENED", "SUPERVISION_ESCALATED");
    }

    @Test
    void an_examiner_is_told_what_was_selected_reviewed_overdue_and_escalated() {
        SupervisionRule rule = set(share("100"));
        say(anna, "one");
        say(anna, "two");
        say(anna, "three");
        walk();
        List<SupervisionItem> items = items(null);
        sign(olga, items.get(0), State.CLEARED);
        sign(otto, items.get(1), State.ESCALATED);

        assertThat(signing.figures(olga, ALWAYS))
                .containsExactlyInAnyOrder(
                        new Figures(rule.id(), olga.account(), 1, 1, 0, 0),
                        new Figures(rule.id(), otto.account(), 1, 1, 0, 1),
                        new Figures(rule.id(), null, 1, 0, 0, 0));
        assertThat(signing.figures(olga, new Period(Instant.EPOCH, items.get(0).at())))
                .isEmpty();
        assertThat(signing.records(olga, ALWAYS, items.get(0).id(), 1).items())
                .extracting(SupervisionItem::state)
                .containsExactly(State.ESCALATED);
    }

    @Test
    void what_was_destroyed_is_told_as_destroyed() {
        set(share("100"));
        long seq = say(anna, "hello").seq();
        walk();
        database.update("delete from message where conversation_id = " + room + " and seq = " + seq);

        assertThat(transactions
                        .call(() -> signing.open(otto, items(null).getFirst().id()))
                        .words())
                .isNull();
    }

    @Test
    void a_rule_that_cannot_be_kept_to_is_refused() {
        refused("supervision.rule", () -> keeping.set(olga, share("0")));
        refused("supervision.rule", () -> keeping.set(olga, share("0.001")));
        refused("supervision.rule", () -> keeping.set(olga, share("100.01")));
        refused(
                "supervision.rule",
                () -> keeping.set(
                        olga, new SetSupervision("x", EVERYBODY, BigDecimal.ONE, NOTHING, 3, List.of(olga.account()))));
        refused(
                "supervision.rule",
                () -> keeping.set(
                        olga,
                        new SetSupervision(
                                "x", EVERYBODY, BigDecimal.ONE, NOTHING, 3, List.of(olga.account(), anna.account()))));
        refused(
                "screening.rule",
                () -> keeping.set(
                        olga,
                        new SetSupervision(
                                "x",
                                EVERYBODY,
                                BigDecimal.ZERO,
                                new Lexicon(List.of(), List.of("(")),
                                3,
                                reviewers())));
        refused("auth.administrator-only", () -> keeping.set(anna, share("1")));
    }

    private SetSupervision share(String percent) {
        return new SetSupervision("A share", EVERYBODY, new BigDecimal(percent), NOTHING, 3, reviewers());
    }

    private List<AccountId> reviewers() {
        return List.of(olga.account(), otto.account());
    }

    private SupervisionRule set(SetSupervision wish) {
        return transactions.call(() -> keeping.set(olga, wish)).rule();
    }

    private PostedMessage say(Actor actor, String text) {
        if (company.say(actor, room, text) instanceof Appended.Posted posted) {
            return posted.message();
        }
        throw new IllegalStateException("not posted");
    }

    private void edit(PostedMessage message, String body) {
        transactions.run(() -> {
            Changes changes = new Changes(database);
            changes.lock(message.conversation());
            changes.edit(message, body, Mentioned.NOBODY, message.sender(), company.clock.instant());
        });
    }

    private void walk() {
        boolean more = true;
        while (more) {
            more = transactions.call(() -> selecting.step(company.organization));
        }
    }

    private void sign(Actor reviewer, SupervisionItem item, State state) {
        transactions.run(() -> signing.open(reviewer, item.id()));
        transactions.run(() -> signing.signOff(reviewer, item.id(), new Verdict(state, "Looked at", null)));
    }

    /** Those that this one may review; all for nobody. */
    private List<SupervisionItem> items(@Nullable Actor reviewer) {
        Wanted wanted = new Wanted(null, null, reviewer == null ? null : reviewer.account());
        return signing.page(olga, wanted, null, 200).items();
    }

    private List<Long> selected(ConversationId conversation) {
        return items(null).stream()
                .map(SupervisionItem::selected)
                .filter(selected -> selected.conversation().equals(conversation))
                .map(SupervisionItem.Selected::seq)
                .toList();
    }

    private List<String> deeds() {
        return database.query(
                "select deed from audit_entry where organization_id = ? and outcome = 'DONE' order by number",
                row -> row.getString(1),
                company.organization.value());
    }

    private Actor officer(String name) {
        Actor hired = company.hire(name);
        company.appoint(hired, Duty.COMPLIANCE);
        return hired;
    }

    private void refused(String code, Runnable call) {
        assertThatThrownBy(() -> transactions.run(call))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
