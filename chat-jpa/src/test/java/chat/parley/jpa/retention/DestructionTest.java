package chat.parley.jpa.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.Standing;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.retention.DryRun.DueTime;
import chat.parley.jpa.retention.DryRun.Fate;
import chat.parley.jpa.retention.DryRun.Outlook;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Destroying what is due, and saying beforehand what that will be. */
@ExtendWith(RealDatabase.class)
class DestructionTest {

    private static final Span ALL = new Span(1, Long.MAX_VALUE);
    private static final NumberRange NUMBERS = new NumberRange(1, 1_000);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final Database database;
    private final Sequences sequences;
    private final TestTransactions transactions;
    private final Town town;
    private final RetentionRules rules;
    private final Destruction destruction;
    private final Messages messages;
    private final Changes changes;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId group;

    DestructionTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.sequences = sequences;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        rules = new RetentionRules(database);
        destruction = new Destruction(database);
        messages = new Messages(database);
        changes = new Changes(database);
        anna = town.person("anna");
        ben = town.person("ben");
        group = town.group(HistoryVisibility.ALL, anna, ben);
    }

    @BeforeEach
    void what_was_said_is_a_hundred_days_old() {
        rule(new Periods(null, 90, false, null));
        for (int i = 0; i < 9; i++) {
            town.say(group, i % 2 == 0 ? anna : ben, "words " + i);
        }
        age(100, 1, 8);
        age(10, 9, 10);
    }

    @Test
    void what_is_due_goes_and_its_numbers_are_a_gap() {
        DestroyedBatch gone = destroy();

        assertThat(gone.messages()).isEqualTo(8);
        assertThat(gone.numbers()).containsExactly(new NumberRange(1, 8));
        assertThat(gone.gaps()).containsExactly(new NumberRange(1, 8));
        assertThat(gone.reasons()).contains("\"basis\": \"MAXIMUM\"", "\"messages\": 8");
        assertThat(numbers()).containsExactly(9L, 10L);
        assertThat(firstNumber()).isEqualTo(9);
        assertThat(messages.destroyedSince(List.of(new Position(group, 0, gone.change() - 1)), 10))
                .containsExactly(new Gap(group, gone.change(), new NumberRange(1, 8)));
        assertThat(messages.destroyedSince(List.of(new Position(group, 0, gone.change())), 10))
                .isEmpty();
        assertThat(town.say(group, anna, "more").seq()).isEqualTo(11);
    }

    @Test
    void a_page_of_gaps_ends_with_a_change_and_not_within_one() {
        age(10, 3, 3);
        age(10, 6, 6);
        long change = destroy().change();
        age(100, 10, 10);
        destroy();

        assertThat(messages.destroyedSince(List.of(new Position(group, 0, change - 1)), 1))
                .containsExactly(
                        new Gap(group, change, new NumberRange(1, 2)),
                        new Gap(group, change, new NumberRange(4, 5)),
                        new Gap(group, change, new NumberRange(7, 8)));
    }

    @Test
    void what_was_destroyed_once_is_not_found_again_and_neighbours_become_one_gap() {
        destroy();
        age(100, 9, 9);

        DestroyedBatch next = destroy();

        assertThat(next.numbers()).containsExactly(new NumberRange(9, 9));
        assertThat(next.gaps()).containsExactly(new NumberRange(1, 9));
        assertThat(destruction.nextDue(town.organization, group, 0, NOW)).isEqualTo(OptionalLong.empty());
        assertThat(database.query(
                        "select 1 from message_gap where conversation_id = ?", row -> row.getInt(1), group.value()))
                .hasSize(1);
    }

    @Test
    void the_hash_is_of_what_was_said_and_of_what_it_said_before() {
        ConversationId one = town.group(HistoryVisibility.ALL, anna);
        PostedMessage said = town.say(one, anna, "first");
        transactions.run(() -> changes.edit(said, "second", Mentioned.NOBODY, anna, NOW));
        age(one, 100, 2, 2);
        String digest = transactions.call(() -> {
            String before = destruction
                    .destroy(town.organization, one, NUMBERS, NOW)
                    .orElseThrow()
                    .digest();
            assertThat(before).hasSize(64);
            return before;
        });

        ConversationId other = town.group(HistoryVisibility.ALL, anna);
        town.say(other, anna, "second");
        age(other, 100, 2, 2);

        assertThat(transactions.call(() -> destruction
                        .destroy(town.organization, other, NUMBERS, NOW)
                        .orElseThrow()
                        .digest()))
                .isNotEqualTo(digest);
    }

    @Test
    void what_is_on_a_hold_stays_and_goes_when_that_is_released() {
        long hold = hold();

        assertThat(transactions.call(() -> destruction.destroy(town.organization, group, NUMBERS, NOW)))
                .isEmpty();
        assertThat(numbers()).hasSize(10);

        database.update("update legal_hold set released_by = 1, released_at = now() where id = ?", hold);
        assertThat(destroy().messages()).isEqualTo(8);
    }

    @Test
    void whose_writer_asked_for_it_goes_though_it_is_kept_for_ever() {
        rules.of(town.organization).forEach(rules::remove);
        rule(new Periods(null, null, true, null));
        database.update("insert into erasure_request (account_id, requested_at) values (?, ?)", ben.value(), NOW);

        DestroyedBatch gone = destroy();

        assertThat(gone.messages()).isEqualTo(4);
        assertThat(gone.reasons()).contains("ERASURE");
        assertThat(gone.numbers()).hasSize(4);
    }

    @Test
    void nothing_of_it_is_left_anywhere() {
        PostedMessage root = message(2);
        transactions.run(() -> {
            changes.edit(root, "secret plan, reworded", Mentioned.NOBODY, anna, NOW);
            changes.react(message(2), "👍", ben, NOW);
            changes.takeBack(changes.react(message(2), "🎉", ben, NOW), "🎉", ben, NOW);
            changes.pin(message(2), anna, NOW);
        });
        long rev = database.first(
                        "insert into account_state as s (account_id, rev) values (?, 1)"
                                + " on conflict (account_id) do update set rev = s.rev + 1 returning rev",
                        row -> row.getLong(1),
                        ben.value())
                .orElseThrow();
        database.update(
                "insert into saved_message (account_id, conversation_id, seq, saved_at, account_rev) values (?, ?, 2, ?, ?)",
                ben.value(),
                group.value(),
                NOW,
                rev);

        destroy();

        assertThat(tablesWith("reworded")).isEmpty();
        assertThat(tablesWith("words 0")).isEmpty();
        for (String table : List.of("message_version", "reaction", "taken_back", "message_pin", "message_change")) {
            assertThat(database.query(
                            "select 1 from " + table + " where conversation_id = ? and seq <= 8",
                            row -> row.getInt(1),
                            group.value()))
                    .as(table)
                    .isEmpty();
        }
        assertThat(database.query(
                        "select account_rev from saved_message where account_id = ? and saved_at is null",
                        row -> row.getLong(1),
                        ben.value()))
                .containsExactly(rev + 1);
    }

    @Test
    void who_sees_what_stays_though_the_log_of_joining_and_leaving_is_gone() {
        AccountId carol = town.person("carol");
        town.join(group, HistoryVisibility.JOINED, carol);
        town.leave(group, carol);
        age(100, 1, 12);
        Standing before = town.memberships.standing(carol, group, NOW).orElseThrow();

        destroy();

        assertThat(numbers()).isEmpty();
        assertThat(town.memberships.standing(carol, group, NOW)).contains(before);
        assertThat(town.say(group, anna, "again").seq()).isEqualTo(13);
    }

    @Test
    void what_is_gone_does_not_count_as_unread() {
        destroy();

        assertThat(town.memberships.summary(ben, group).orElseThrow().unread()).isEqualTo(2);
    }

    @Test
    void a_dry_run_says_of_each_message_what_the_sweep_does() {
        long hold = hold();
        ConversationId other = town.group(HistoryVisibility.ALL, anna);
        town.say(other, anna, "old");
        town.say(other, anna, "new");
        age(other, 100, 1, 2);
        age(other, 10, 3, 3);
        DryRuns dryRuns = new DryRuns(database);
        RetentionRule rule = rules.of(town.organization).getFirst();
        RetentionRule draft = rule(new Periods(95, null, false, null), State.DRAFT);
        DryRun run =
                new DryRun(sequences.next("retention_dry_run_id"), town.organization, draft.id(), true, 0, anna, NOW);

        assertThat(transactions.call(() -> dryRuns.begin(town.organization))).isTrue();
        assertThat(dryRuns.make(run)).isEqualTo(13);

        assertThat(dryRuns.find(town.organization, run.id())).contains(run);
        assertThat(dryRuns.outlooks(run, 0, 10))
                .extracting(Outlook::conversation, Outlook::now, Outlook::later, Outlook::held, Outlook::kept)
                .containsExactly(tuple(group, 0L, 0L, 10L, 0L), tuple(other, 2L, 1L, 0L, 0L));
        assertThat(dryRuns.fates(run))
                .containsExactlyInAnyOrder(
                        new Fate(Basis.HOLD, null, hold, DueTime.NOW, null, 8),
                        new Fate(Basis.HOLD, null, hold, DueTime.LATER, LocalDate.parse("2027-02-01"), 2),
                        new Fate(Basis.MAXIMUM, rule.id(), null, DueTime.NOW, null, 2),
                        new Fate(Basis.MINIMUM, draft.id(), null, DueTime.LATER, LocalDate.parse("2027-02-01"), 1));
    }

    private DestroyedBatch destroy() {
        return transactions
                .call(() -> destruction.destroy(town.organization, group, NUMBERS, NOW))
                .orElseThrow();
    }

    private void rule(Periods periods) {
        rule(periods, State.ON);
    }

    private RetentionRule rule(Periods periods, State state) {
        RetentionRule rule = new RetentionRule(
                sequences.next("retention_rule_id"),
                town.organization,
                new RetentionReach.Organization(),
                "Rule",
                periods,
                state,
                anna,
                NOW);
        rules.put(rule);
        return rule;
    }

    /** Holds everything in the group. */
    private long hold() {
        long matter = sequences.next("legal_matter_id");
        long hold = sequences.next("legal_hold_id");
        database.update(
                "insert into legal_matter (id, organization_id, name, keywords, opened_by, opened_at)"
                        + " values (?, ?, 'A matter', '{}', ?, ?)",
                matter,
                town.organization.value(),
                anna.value(),
                NOW);
        database.update(
                "insert into legal_hold (id, organization_id, matter_id, name, placed_by, placed_at)"
                        + " values (?, ?, ?, 'A hold', ?, ?)",
                hold,
                town.organization.value(),
                matter,
                anna.value(),
                NOW);
        database.update("insert into hold_conversation (conversation_id, hold_id) values (?, ?)", group.value(), hold);
        return hold;
    }

    private void age(int days, long from, long to) {
        age(group, days, from, to);
    }

    private void age(ConversationId conversation, int days, long from, long to) {
        database.update(
                "update message set created_at = ? where conversation_id = ? and seq between ? and ?",
                NOW.minus(Duration.ofDays(days)),
                conversation.value(),
                from,
                to);
    }

    private PostedMessage message(long seq) {
        return messages.find(group, seq).orElseThrow();
    }

    private List<Long> numbers() {
        return messages.after(group, ALL, 0, 100).stream()
                .map(PostedMessage::seq)
                .toList();
    }

    private long firstNumber() {
        return database.first("select first_seq from conversation where id = ?", row -> row.getLong(1), group.value())
                .orElseThrow();
    }

    /** The tables in which a text stands, in whatever column, in rows of the group. */
    private List<String> tablesWith(String text) {
        return database.query("""
                select table_name from information_schema.columns
                where table_schema = 'public' and column_name = 'conversation_id'
                order by table_name
                """, row -> row.getString(1)).stream()
                .filter(table -> database.first(
                                "select 1 from " + table + " t where t.conversation_id = ? and t::text like ? limit 1",
                                row -> row.getInt(1),
                                group.value(),
                                "%" + text + "%")
                        .isPresent())
                .toList();
    }
}
