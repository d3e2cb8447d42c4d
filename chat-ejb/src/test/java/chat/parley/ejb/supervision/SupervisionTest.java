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
import chat.parley.jpa.supervision.SupervisionItem;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItem.Words;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionItems.Figures;
import chat.parley.jpa.supervision.SupervisionItems.Period;
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
        selecting.walk = new SupervisionWalk(database);
        selecting.rules = new SupervisionRules(database);
        selecting.items = new SupervisionItems(database);
        keeping.administration = Administrations.on(database);
        keeping.rules = selecting.rules;
        keeping.walk = selecting.walk;
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
