package chat.parley.jpa.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ScheduledMessage.State;
import chat.parley.jpa.message.ScheduledMessages;
import chat.parley.jpa.message.ScheduledMessages.Due;
import chat.parley.jpa.message.ScheduledMessages.Kept;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What accounts want to be posted later. */
@ExtendWith(RealDatabase.class)
class ScheduledMessagesTest {

    private static final DeviceId PHONE = new DeviceId(7);

    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final ScheduledMessages scheduled;
    private final AccountId anna;
    private final ConversationId group;

    ScheduledMessagesTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        scheduled = new ScheduledMessages(database);
        anna = town.person("anna");
        group = town.group(HistoryVisibility.ALL, anna);
    }

    @BeforeEach
    void nothing_else_is_due() {
        database.update("delete from scheduled_message");
    }

    @Test
    void what_is_due_first_is_taken_first_and_nothing_before_its_time() {
        ScheduledMessage later = message(Town.NOON.plusSeconds(60));
        ScheduledMessage sooner = message(Town.NOON);
        scheduled.put(anna, PHONE, later, 1);
        scheduled.put(anna, PHONE, sooner, 2);

        assertThat(due(Town.NOON.minusSeconds(1))).isNull();
        assertThat(due(Town.NOON))
                .isEqualTo(new Due(new Kept(anna, PHONE, sooner, 2), town.organization, false, false));
        scheduled.put(anna, PHONE, ended(sooner, State.SENT), 3);
        assertThat(due(Town.NOON)).isNull();
        assertThat(due(Town.NOON.plus(Duration.ofHours(1)))).isNotNull();
        assertThat(scheduled.pending(anna)).containsExactly(later);
    }

    @Test
    void of_two_nodes_one_takes_it_and_the_other_goes_on_without_waiting() {
        scheduled.put(anna, PHONE, message(Town.NOON), 1);
        ScheduledMessage next = message(Town.NOON.plusSeconds(1));
        scheduled.put(anna, PHONE, next, 2);

        transactions.run(() -> {
            assertThat(due(Town.NOON)).isNotNull();
            // As another connection: the other node
            transactions.run(() -> {
                assertThat(due(Town.NOON)).isNull();
                assertThat(scheduled
                                .takeDue(Town.NOON.plusSeconds(1))
                                .orElseThrow()
                                .kept()
                                .message())
                        .isEqualTo(next);
            });
        });
    }

    @Test
    void what_was_refused_or_put_off_waits() {
        ScheduledMessage message = message(Town.NOON);
        scheduled.put(anna, PHONE, message, 1);

        scheduled.postpone(anna, message.id(), Town.NOON.plusSeconds(5));

        assertThat(due(Town.NOON)).isNull();
        assertThat(scheduled.find(anna, message.id())).contains(message);
        assertThat(due(Town.NOON.plusSeconds(5))).isNotNull();
        ScheduledMessage refused = new ScheduledMessage(
                message.id(), group, null, null, Format.MARKDOWN, "later", Town.NOON, State.REFUSED, "some.code");
        scheduled.put(anna, PHONE, refused, 2);
        assertThat(due(Town.NOON.plusSeconds(5))).isNull();
        assertThat(scheduled.pending(anna)).containsExactly(refused);
        assertThat(scheduled.count(anna)).isEqualTo(1);
    }

    @Test
    void whoever_was_away_is_told_what_has_become_of_it() {
        ScheduledMessage message = message(Town.NOON);
        scheduled.put(anna, PHONE, message, 1);
        scheduled.put(anna, PHONE, ended(message, State.DELETED), 4);

        assertThat(scheduled.since(anna, 1, 10))
                .extracting(Kept::message)
                .containsExactly(ended(message, State.DELETED));
        assertThat(scheduled.since(anna, 4, 10)).isEmpty();
        assertThat(scheduled.count(anna)).isZero();
    }

    private @Nullable Due due(Instant now) {
        return scheduled.takeDue(now).orElse(null);
    }

    private ScheduledMessage message(Instant at) {
        return new ScheduledMessage(
                UUID.randomUUID(), group, null, null, Format.MARKDOWN, "later", at, State.WAITING, null);
    }

    private static ScheduledMessage ended(ScheduledMessage message, State state) {
        return new ScheduledMessage(
                message.id(), message.conversation(), null, null, message.format(), "", message.dueAt(), state, null);
    }
}
