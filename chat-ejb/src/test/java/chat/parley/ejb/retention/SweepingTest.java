package chat.parley.ejb.retention;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import chat.parley.ejb.audit.Seals;
import chat.parley.ejb.delivery.RecordingLiveFeed;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.retention.Certificates;
import chat.parley.jpa.retention.Destruction;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionRules;
import chat.parley.jpa.retention.Sweeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sweeps that are hindered, on a real database. */
@ExtendWith(RealDatabase.class)
class SweepingTest {

    private static final int ENOUGH_STEPS = 12;

    private final MovableClock clock = MovableClock.atNoon();
    private final Sweeping sweeping = new Sweeping();
    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final AccountId anna;

    SweepingTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        anna = town.person("anna");
        sweeping.sweeps = new Sweeps(database);
        sweeping.destruction = new Destruction(database);
        sweeping.certificates = new Certificates(database);
        sweeping.certifying = new Certifying();
        sweeping.certifying.seal = Seals.fresh();
        sweeping.sequences = sequences;
        sweeping.feed = new RecordingLiveFeed();
        sweeping.clock = clock;
        new RetentionRules(database)
                .put(new RetentionRule(
                        sequences.next("retention_rule_id"),
                        town.organization,
                        new RetentionReach.Organization(),
                        "A month",
                        new Periods(null, 30, false, null),
                        State.ON,
                        anna,
                        clock.instant()));
    }

    @Test
    void a_conversation_that_others_keep_is_tried_by_itself_and_left() {
        room();
        room();
        ConversationId kept = oldRoom();
        ConversationId last = oldRoom();

        assertThat(failuresWhileKept(kept)).isEqualTo(1);

        assertThat(messages(kept)).isPositive();
        assertThat(messages(last)).isZero();
    }

    @Test
    void a_sweep_ends_though_others_keep_the_last_conversation() {
        ConversationId first = oldRoom();
        ConversationId kept = oldRoom();

        assertThat(failuresWhileKept(kept)).isEqualTo(1);

        assertThat(messages(first)).isZero();
        assertThat(messages(kept)).isPositive();
    }

    @Test
    void nothing_is_begun_without_a_key_for_signing() {
        sweeping.certifying.seal = Seals.none();
        oldRoom();

        assertThatThrownBy(() -> transactions.run(() -> sweeping.beginWaiting(clock.instant())))
                .isInstanceOf(Conflict.class);
        assertThat(sweeping.sweeps.before(town.organization, Long.MAX_VALUE, 1)).isEmpty();

        long id = begin();
        assertThatThrownBy(() -> transactions.call(sweeping::take)).isInstanceOf(Conflict.class);

        sweeping.certifying.seal = Seals.fresh();
        assertThat(taken()).contains(id);
    }

    /** All that nobody is at, of other tests too. */
    private List<Long> taken() {
        return Stream.generate(() -> transactions.call(sweeping::take))
                .takeWhile(Optional::isPresent)
                .map(taken -> taken.orElseThrow().id())
                .toList();
    }

    /** A sweep to its end while somebody has a conversation's row; how often something could not be had. */
    private int failuresWhileKept(ConversationId kept) {
        return transactions.call(() -> {
            database.query("select id from conversation where id = ? for update", row -> row.getLong(1), kept.value());
            return sweep();
        });
    }

    /** As the beat does it, without its patience. */
    private int sweep() {
        long id = begin();
        int failures = 0;
        boolean ended = false;
        for (int steps = 0; !ended && steps < ENOUGH_STEPS; steps++) {
            try {
                ended = transactions.call(() -> sweeping.step(id, 100)).ended();
            } catch (DatabaseException e) { // the row is not to be had
                failures++;
                transactions.run(() -> sweeping.pass(id));
            }
        }
        assertThat(ended).isTrue();
        return failures;
    }

    private long begin() {
        long id = sweeping.sequences.next("retention_sweep_id");
        transactions.run(() -> sweeping.sweeps.begin(id, town.organization, clock.instant(), null));
        return id;
    }

    private ConversationId room() {
        return town.group(HistoryVisibility.ALL, anna);
    }

    private ConversationId oldRoom() {
        ConversationId room = room();
        database.update(
                "update message set created_at = ? where conversation_id = ?",
                clock.instant().minus(Duration.ofDays(100)),
                room.value());
        return room;
    }

    private long messages(ConversationId room) {
        return database.first(
                        "select count(*) from message where conversation_id = ?", row -> row.getLong(1), room.value())
                .orElseThrow();
    }
}
