package chat.parley.jpa.conversation;

import java.util.List;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.SavedMessages.Marked;
import chat.parley.jpa.message.SavedMessages.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What accounts have marked for themselves, in conversations that they come into and leave. */
@ExtendWith(RealDatabase.class)
class SavedMessagesTest {

    private final Database database;
    private final Town town;
    private final SavedMessages saved;
    private final AccountId anna;
    private final AccountId ben;

    SavedMessagesTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        town = new Town(database, sequences, transactions);
        saved = new SavedMessages(database);
        anna = town.person("anna");
        ben = town.person("ben");
    }

    @Test
    void what_was_marked_last_comes_first_as_it_is_now() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna, ben);
        PostedMessage first = town.say(group, anna, "first");
        PostedMessage second = town.say(group, anna, "second");
        mark(ben, second, 1);
        mark(ben, first, 2);
        PostedMessage reacted = new Changes(database).react(first, "👍", anna, Town.NOON);

        List<Saved> all = saved.before(ben, null, 10);

        assertThat(all).containsExactly(new Saved(reacted, Town.NOON, 2), new Saved(second, Town.NOON, 1));
        assertThat(saved.before(ben, 2L, 10)).extracting(Saved::message).containsExactly(second);
        assertThat(saved.before(anna, null, 10)).isEmpty();
        assertThat(saved.count(ben)).isEqualTo(2);
    }

    @Test
    void only_what_the_last_membership_shows_is_listed_and_nothing_that_was_deleted() {
        ConversationId group = town.group(HistoryVisibility.JOINED, anna, ben);
        PostedMessage before = town.say(group, anna, "before");
        PostedMessage gone = town.say(group, anna, "gone");
        mark(ben, before, 1);
        mark(ben, gone, 2);
        new Changes(database).delete(gone, anna, Town.NOON);

        assertThat(saved.before(ben, null, 10)).extracting(Saved::message).containsExactly(before);
        town.leave(group, ben);
        assertThat(saved.before(ben, null, 10)).extracting(Saved::message).containsExactly(before);
        town.join(group, HistoryVisibility.JOINED, ben);
        assertThat(saved.before(ben, null, 10)).isEmpty();
    }

    @Test
    void whoever_was_away_is_told_of_marks_and_of_those_that_are_gone() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna, ben);
        PostedMessage first = town.say(group, anna, "first");
        PostedMessage second = town.say(group, anna, "second");
        mark(ben, first, 1);
        mark(ben, second, 2);
        saved.put(ben, new SavedMark(group, first.seq(), null), 3);

        assertThat(saved.has(ben, group, first.seq())).isFalse();
        assertThat(saved.since(ben, 1, 10))
                .containsExactly(
                        new Marked(new SavedMark(group, second.seq(), Town.NOON), 2),
                        new Marked(new SavedMark(group, first.seq(), null), 3));
    }

    @Test
    void of_what_is_no_longer_marked_the_last_thousand_are_remembered() {
        ConversationId group = town.group(HistoryVisibility.ALL, anna, ben);
        for (int seq = 1; seq <= 1_002; seq++) {
            saved.put(ben, new SavedMark(group, seq, null), seq);
        }

        List<Marked> since = saved.since(ben, 0, 2_000);

        assertThat(since).hasSize(1_000);
        assertThat(since.getFirst().rev()).isEqualTo(3);
    }

    private void mark(AccountId account, PostedMessage message, long rev) {
        saved.put(account, new SavedMark(message.conversation(), message.seq(), Town.NOON), rev);
    }
}
