package chat.parley.jpa.conversation;

import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class MemosTest {

    private static final ConversationId ROOM = new ConversationId(51);
    private static final DeviceId LAPTOP = new DeviceId(1);
    private static final DeviceId PHONE = new DeviceId(2);

    private final Town town;
    private final AccountStates memos;
    private final AccountId anna;

    MemosTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        memos = town.states;
        anna = town.person("anna");
    }

    @Test
    void the_later_write_stands_whichever_comes_first() {
        assertThat(memos.keep(anna, draft("later", 2, LAPTOP))).isPresent();

        assertThat(memos.keep(anna, draft("earlier", 1, PHONE))).isEmpty();

        assertThat(memos.memo(anna, ROOM, "draft")).contains(draft("later", 2, LAPTOP));
    }

    @Test
    void of_two_that_did_not_know_of_each_other_the_greater_device_stands() {
        memos.keep(anna, draft("on the phone", 1, PHONE));
        assertThat(memos.keep(anna, draft("on the laptop", 1, LAPTOP))).isEmpty();

        memos.keep(anna, draft("on the laptop", 2, LAPTOP));
        assertThat(memos.keep(anna, draft("on the phone", 2, PHONE))).isPresent();
    }

    @Test
    void a_repeated_write_changes_nothing() {
        memos.keep(anna, draft("once", 1, LAPTOP));
        long rev = town.states.own(anna).rev();

        assertThat(memos.keep(anna, draft("once", 1, LAPTOP))).isEmpty();
        assertThat(town.states.own(anna).rev()).isEqualTo(rev);
    }

    @Test
    void what_was_taken_away_does_not_come_back_by_an_older_write() {
        memos.keep(anna, draft("begun", 1, LAPTOP));
        memos.keep(anna, draft(null, 3, LAPTOP));

        assertThat(memos.keep(anna, draft("begun, on a train", 2, PHONE))).isEmpty();
        assertThat(memos.memo(anna, ROOM, "draft")).contains(draft(null, 3, LAPTOP));
    }

    @Test
    void each_write_takes_a_number_of_the_accounts_own_state_by_which_it_is_found() {
        long before = town.states.own(anna).rev();
        memos.keep(anna, draft("one", 1, LAPTOP));
        memos.keep(anna, new Memo(null, "theme", "dark", 2, LAPTOP));
        memos.keep(anna, draft("two", 3, LAPTOP));

        assertThat(town.states.own(anna).rev()).isEqualTo(before + 3);
        assertThat(memos.memosSince(anna, before, 10))
                .containsExactly(
                        new Kept(new Memo(null, "theme", "dark", 2, LAPTOP), before + 2),
                        new Kept(draft("two", 3, LAPTOP), before + 3));
        assertThat(memos.memosSince(anna, before + 3, 10)).isEmpty();
        assertThat(memos.settings(anna)).isEqualTo(1);
    }

    @Test
    void what_was_taken_away_is_found_too() {
        memos.keep(anna, draft("begun", 1, LAPTOP));
        memos.keep(anna, draft(null, 2, LAPTOP));

        assertThat(memos.memosSince(anna, 0, 10)).extracting(Kept::memo).containsExactly(draft(null, 2, LAPTOP));
    }

    private static Memo draft(@Nullable String value, long clock, DeviceId device) {
        return new Memo(ROOM, "draft", value, clock, device);
    }
}
