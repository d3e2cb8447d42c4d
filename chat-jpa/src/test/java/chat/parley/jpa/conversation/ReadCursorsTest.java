package chat.parley.jpa.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.Moved;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.ReadCursors;
import chat.parley.jpa.message.ShownReceipts;
import chat.parley.jpa.message.ShownReceipts.Reader;
import chat.parley.jpa.message.ShownReceipts.Tally;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.conversation.HistoryVisibility.ALL;
import static chat.parley.jpa.conversation.HistoryVisibility.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

/** How far members have come: written many at a time, and shown to others as far as they may see it. */
@ExtendWith(RealDatabase.class)
class ReadCursorsTest {

    private static final int MOST_NAMED = 3;

    private final Town town;
    private final ReadCursors cursors;
    private final ShownReceipts receipts;
    private AccountId anna;
    private AccountId ben;
    private ConversationId group;

    ReadCursorsTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        cursors = new ReadCursors(database);
        receipts = new ShownReceipts(database);
        anna = town.person("anna");
        ben = town.person("ben");
        group = town.group(ALL, anna, ben);
    }

    /** Messages 2 to 5. */
    @BeforeEach
    void anna_has_said_four_things() {
        IntStream.range(0, 4).forEach(i -> town.say(group, anna, "m" + i));
    }

    @Test
    void a_position_moves_forward_only_and_not_past_the_last_message() {
        assertThat(advance(read(ben, 3))).singleElement().satisfies(moved -> {
            assertThat(moved.reached()).isEqualTo(new Reached(ben, 3, 3));
            assertThat(moved.accountRev()).isEqualTo(town.states.own(ben).rev());
        });
        assertThat(advance(read(ben, 3))).isEmpty();
        assertThat(advance(read(ben, 2))).isEmpty();
        assertThat(advance(read(ben, 99))).extracting(Moved::reached).containsExactly(new Reached(ben, 5, 5));
    }

    @Test
    void what_came_to_a_device_is_not_read_and_is_no_news_for_ones_own_devices() {
        long before = town.states.own(ben).rev();

        List<Moved> moved = advance(Mark.delivered(ben, group, 4));

        assertThat(moved).extracting(Moved::reached).containsExactly(new Reached(ben, 4, 1));
        assertThat(moved).extracting(Moved::accountRev).containsExactly(0L);
        assertThat(town.states.own(ben).rev()).isEqualTo(before);
        assertThat(town.memberships.summary(ben, group).orElseThrow().unread()).isEqualTo(4);
    }

    @Test
    void what_was_read_has_come() {
        advance(read(ben, 4));

        assertThat(advance(Mark.delivered(ben, group, 3))).isEmpty();
        assertThat(receipts.positions(group)).contains(new Reached(ben, 4, 4));
    }

    @Test
    void many_move_in_one_statement_and_those_who_do_not_are_not_told_of() {
        ConversationId other = town.group(ALL, anna, ben);
        advance(read(anna, 5));

        List<Moved> moved = cursors.advance(
                List.of(
                        read(anna, 5),
                        Mark.delivered(ben, group, 5).furthest(read(ben, 2)),
                        Mark.delivered(ben, other, 1)),
                MOST_NAMED,
                Town.NOON);

        assertThat(moved).extracting(Moved::conversation).containsExactly(group);
        assertThat(moved).extracting(Moved::reached).containsExactly(new Reached(ben, 5, 2));
    }

    @Test
    void who_is_no_member_and_what_one_may_not_see_does_not_move() {
        AccountId zoe = town.person("zoe");
        AccountId gus = town.person("gus");
        town.leave(group, ben);
        long joined = town.join(group, JOINED, gus);
        town.say(group, anna, "hello Gus");

        assertThat(advance(read(zoe, 3))).isEmpty();
        assertThat(advance(read(ben, 3))).isEmpty();
        assertThat(advance(read(gus, joined - 1))).isEmpty();
        assertThat(advance(read(gus, joined + 1))).hasSize(1);
        assertThat(receipts.positions(group)).extracting(Reached::account).containsExactly(anna, gus);
    }

    @Test
    void it_is_shown_by_name_where_the_setting_and_the_size_allow() {
        assertThat(advance(read(ben, 2))).extracting(Moved::shown).containsExactly(true);
        assertThat(receipts.named(group, MOST_NAMED)).isTrue();

        town.conversations.showReceipts(group, ReceiptPolicy.COUNTS);
        assertThat(advance(read(ben, 3))).extracting(Moved::shown).containsExactly(false);
        assertThat(receipts.named(group, MOST_NAMED)).isFalse();

        town.conversations.showReceipts(group, ReceiptPolicy.ON);
        town.join(group, ALL, town.person("carol"));
        assertThat(advance(read(ben, 4))).extracting(Moved::shown).containsExactly(true);

        town.join(group, ALL, town.person("dan"));
        assertThat(advance(read(ben, 5))).extracting(Moved::shown).containsExactly(false);
        assertThat(receipts.named(group, MOST_NAMED)).isFalse();
    }

    @Test
    void who_hides_it_is_not_shown_and_not_counted_and_reads_on_for_themselves() {
        PostedMessage message = town.say(group, anna, "who has read this?");
        assertThat(town.states.hideReceipts(ben, true)).isPresent();
        assertThat(town.states.hideReceipts(ben, true)).isEmpty();

        List<Moved> moved = advance(read(ben, message.seq()));

        assertThat(moved).extracting(Moved::shown).containsExactly(false);
        assertThat(moved)
                .extracting(Moved::accountRev)
                .containsExactly(town.states.own(ben).rev());
        assertThat(receipts.positions(group)).extracting(Reached::account).containsExactly(anna);
        assertThat(receipts.readers(message)).isEmpty();
        assertThat(receipts.tally(message)).isEqualTo(new Tally(1, 0, 0));
    }

    @Test
    void a_message_knows_whom_it_has_come_to_other_than_its_sender() {
        AccountId carol = town.person("carol");
        AccountId late = town.person("late");
        town.join(group, ALL, carol);
        PostedMessage message = town.say(group, anna, "hello");
        town.join(group, JOINED, late);
        Instant later = Town.NOON.plus(Duration.ofMinutes(1));
        advance(read(anna, message.seq()));
        advance(Mark.delivered(ben, group, message.seq()));
        cursors.advance(List.of(read(carol, message.seq())), MOST_NAMED, later);

        assertThat(receipts.tally(message)).isEqualTo(new Tally(2, 2, 1));
        assertThat(receipts.readers(message))
                .containsExactly(new Reader(carol, true, later), new Reader(ben, false, null));

        advance(read(carol, message.seq() + 1));
        assertThat(receipts.readers(message)).contains(new Reader(carol, true, null));
    }

    private List<Moved> advance(Mark mark) {
        return cursors.advance(List.of(mark), MOST_NAMED, Town.NOON);
    }

    private Mark read(AccountId account, long seq) {
        return Mark.read(account, group, seq);
    }
}
