package chat.parley.ejb.message;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Checkpoint;
import chat.parley.jpa.message.DeviceCheckpoint;
import chat.parley.jpa.message.Messages.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database that keeps what it is told, unless it is away. */
class CheckpointLedgerTest {

    private static final UUID EPOCH = UUID.randomUUID();
    private static final int MOST = 50_000;

    private final List<List<DeviceCheckpoint>> kept = new ArrayList<>();
    private final CheckpointLedger ledger = new CheckpointLedger(MOST, this::keep);
    private @Nullable DatabaseException trouble;
    private Runnable meanwhile = () -> {};

    @Test
    void the_last_word_of_each_device_is_written_however_often_it_speaks() {
        ledger.note(said(1, 7, 3));
        ledger.note(said(2, 1, 1));
        ledger.note(said(1, 8, 2));

        ledger.flush();

        assertThat(kept).containsExactly(List.of(said(1, 8, 2), said(2, 1, 1)));
    }

    @Test
    void what_was_written_does_not_wait_any_more() {
        ledger.note(said(1, 7, 3));
        ledger.flush();

        ledger.flush();

        assertThat(kept).hasSize(1);
    }

    @Test
    void while_the_database_is_away_it_waits_and_does_not_take_the_place_of_what_is_said_later() {
        ledger.note(said(1, 7, 3));
        ledger.note(said(2, 1, 1));
        trouble = new DatabaseException(new SQLException("gone", "08006"));
        meanwhile = () -> ledger.note(said(1, 8, 3));
        ledger.flush();

        trouble = null;
        meanwhile = () -> {};
        ledger.flush();

        assertThat(kept).containsExactly(List.of(said(1, 8, 3), said(2, 1, 1)));
        assertThat(ledger.waiting()).isZero();
    }

    @Test
    void a_statement_takes_no_more_than_it_can_and_a_large_one_alone() {
        int half = CheckpointLedger.LARGEST_BATCH / 2;
        ledger.note(said(1, 1, half));
        ledger.note(said(2, 1, half));
        ledger.note(said(3, 1, CheckpointLedger.LARGEST_BATCH + 1));

        ledger.flush();

        assertThat(kept).hasSize(3).allMatch(batch -> batch.size() == 1);
    }

    @Test
    void what_finds_no_room_is_dropped_and_who_has_some_goes_on() {
        ledger.note(said(1, 1, MOST / 2));
        ledger.note(said(2, 1, MOST / 2));
        ledger.note(said(1, 2, MOST / 2 + 1));
        ledger.note(said(3, 1, 5));

        ledger.flush();

        assertThat(kept).containsExactly(List.of(said(1, 2, MOST / 2 + 1)), List.of(said(3, 1, 5)));
    }

    @Test
    void what_was_written_makes_room() {
        ledger.note(said(1, 1, MOST - 1));
        ledger.flush();

        ledger.note(said(2, 1, MOST - 1));

        assertThat(ledger.waiting()).isEqualTo(1);
    }

    @Test
    void what_the_database_refuses_for_good_does_not_come_again() {
        ledger.note(said(1, 7, 3));
        trouble = new DatabaseException(new SQLException("no such column", "42703"));

        assertThatThrownBy(ledger::flush).isSameAs(trouble);

        assertThat(ledger.waiting()).isZero();
    }

    private void keep(List<DeviceCheckpoint> said) {
        meanwhile.run();
        DatabaseException away = trouble;
        if (away != null) {
            throw away;
        }
        kept.add(List.copyOf(said));
    }

    private static DeviceCheckpoint said(long device, long accountRev, int conversations) {
        List<Position> positions = LongStream.rangeClosed(1, conversations)
                .mapToObj(id -> new Position(new ConversationId(id), accountRev, 0))
                .toList();
        return new DeviceCheckpoint(
                new DeviceId(device), new AccountId(1), new Checkpoint(EPOCH, accountRev, positions));
    }
}
