package chat.parley.ejb.message;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.Moved;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.ReadCursors.Cursor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database that writes what it is told and says that all of it moved, unless it is away. */
class ReceiptLedgerTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final ConversationId HERE = new ConversationId(51);
    private static final ConversationId THERE = new ConversationId(52);

    private final List<List<Mark>> written = new ArrayList<>();
    private final List<ChatEvent> told = new ArrayList<>();
    private final ReceiptLedger ledger = new ReceiptLedger(3, this::advance, told::addAll);
    private @Nullable DatabaseException trouble;

    @Test
    void the_furthest_of_each_member_is_written_whatever_they_say_meanwhile() {
        ledger.note(Mark.read(ANNA, HERE, 4));
        ledger.note(Mark.delivered(ANNA, HERE, 9));
        ledger.note(Mark.read(ANNA, HERE, 3));
        ledger.note(Mark.read(BEN, HERE, 1));

        ledger.flush();

        assertThat(written).containsExactly(List.of(new Mark(ANNA, HERE, 9, 4), Mark.read(BEN, HERE, 1)));
    }

    @Test
    void what_was_written_does_not_wait_any_more() {
        ledger.note(Mark.read(ANNA, HERE, 4));
        ledger.flush();

        ledger.flush();

        assertThat(written).hasSize(1);
    }

    @Test
    void one_event_a_conversation_and_one_an_account_tell_of_it() {
        ledger.note(Mark.read(ANNA, HERE, 4));
        ledger.note(Mark.read(BEN, HERE, 5));
        ledger.note(Mark.read(ANNA, THERE, 6));

        ledger.flush();

        assertThat(told)
                .containsExactly(
                        new ChatEvent.ReadMoved(ANNA, List.of(new Cursor(HERE, 4), new Cursor(THERE, 6)), 11),
                        new ChatEvent.ReadMoved(BEN, List.of(new Cursor(HERE, 5)), 12),
                        new ChatEvent.ReceiptsMoved(HERE, List.of(new Reached(ANNA, 4, 4), new Reached(BEN, 5, 5))));
    }

    @Test
    void what_only_came_to_a_device_is_not_news_of_reading() {
        ledger.note(Mark.delivered(ANNA, HERE, 4));

        ledger.flush();

        assertThat(told).containsExactly(new ChatEvent.ReceiptsMoved(HERE, List.of(new Reached(ANNA, 4, 0))));
    }

    @Test
    void while_the_database_is_away_it_waits_and_goes_on_growing_together() {
        ledger.note(Mark.read(ANNA, HERE, 4));
        trouble = new DatabaseException(new SQLException("gone", "08006"));
        ledger.flush();
        ledger.note(Mark.read(ANNA, HERE, 7));

        trouble = null;
        ledger.flush();

        assertThat(written).containsExactly(List.of(Mark.read(ANNA, HERE, 7)));
        assertThat(ledger.waiting()).isZero();
    }

    @Test
    void what_finds_no_room_is_dropped_and_who_has_some_goes_on() {
        for (int account = 1; account <= 4; account++) {
            ledger.note(Mark.read(new AccountId(account), HERE, 1));
        }
        ledger.note(Mark.read(ANNA, HERE, 8));

        ledger.flush();

        assertThat(written.getFirst()).hasSize(3).contains(Mark.read(ANNA, HERE, 8));
    }

    @Test
    void what_the_database_refuses_for_good_does_not_come_again() {
        ledger.note(Mark.read(ANNA, HERE, 4));
        trouble = new DatabaseException(new SQLException("no such column", "42703"));

        assertThatThrownBy(ledger::flush).isSameAs(trouble);

        assertThat(ledger.waiting()).isZero();
    }

    private List<Moved> advance(List<Mark> marks) {
        DatabaseException away = trouble;
        if (away != null) {
            throw away;
        }
        written.add(List.copyOf(marks));
        return marks.stream().map(ReceiptLedgerTest::moved).toList();
    }

    /** Everybody's own state is at 10 and their number; only the first conversation shows receipts. */
    private static Moved moved(Mark mark) {
        return new Moved(
                mark.conversation(),
                new Reached(mark.account(), mark.delivered(), mark.read()),
                mark.read() > 0 ? 10 + mark.account().value() : 0,
                mark.conversation().equals(HERE));
    }
}
