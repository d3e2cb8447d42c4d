package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.ThreadMark;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.message.Threads.Followed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Who follows which thread, what is unread in it, and what a conversation counts as unread because of it. */
@ExtendWith(RealDatabase.class)
class ThreadsTest {

    private final Database database;
    private final Town town;
    private final Threads threads;
    private final Messages messages;
    private final AccountId anna;
    private final AccountId ben;
    private final AccountId carol;
    private final ConversationId group;

    ThreadsTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        town = new Town(database, sequences, transactions);
        threads = new Threads(database);
        messages = new Messages(database);
        anna = town.person("anna");
        ben = town.person("ben");
        carol = town.person("carol");
        group = town.group(HistoryVisibility.ALL, anna, ben, carol);
    }

    @Test
    void who_writes_in_a_thread_follows_it_and_so_does_who_wrote_the_root() {
        PostedMessage root = town.say(group, anna, "question");
        PostedMessage reply = town.answer(root, ben, "answer");

        assertThat(threads.mark(anna, group, root.seq())).contains(new ThreadMark(group, root.seq(), true, 0));
        assertThat(threads.mark(ben, group, root.seq())).contains(new ThreadMark(group, root.seq(), true, reply.seq()));
        assertThat(threads.mark(carol, group, root.seq())).isEqualTo(Optional.empty());
    }

    @Test
    void who_has_stopped_following_begins_again_by_writing_only() {
        PostedMessage root = town.say(group, anna, "question");
        town.answer(root, ben, "answer");
        threads.follow(anna, group, root.seq(), false, 1);
        threads.follow(ben, group, root.seq(), false, 1);

        town.answer(root, ben, "another");

        assertThat(follows(anna, root)).isFalse();
        assertThat(follows(ben, root)).isTrue();
    }

    @Test
    void followed_threads_are_listed_with_what_is_unread_what_was_answered_last_first() {
        PostedMessage first = town.say(group, anna, "first");
        PostedMessage second = town.say(group, anna, "second");
        town.answer(first, ben, "one");
        PostedMessage gone = town.answer(second, ben, "gone");
        town.answer(second, ben, "two");
        town.answer(second, carol, "three");
        Changes changes = new Changes(database);
        changes.uncount(changes.delete(gone, ben, Town.NOON), second.seq(), ben, Town.NOON);

        List<Followed> annas = threads.followed(anna, false, null, 10);

        assertThat(annas).extracting(each -> each.root().seq()).containsExactly(second.seq(), first.seq());
        assertThat(annas).extracting(Followed::unread).containsExactly(2L, 1L);
        assertThat(annas.getFirst().root())
                .isEqualTo(messages.find(group, second.seq()).orElseThrow());
        Instant last = annas.getFirst().lastAt();
        assertThat(threads.followed(anna, false, last, 10)).containsExactly(annas.get(1));
        assertThat(threads.followed(carol, false, null, 10)).hasSize(1);
    }

    @Test
    void a_thread_that_is_read_is_not_listed_among_the_unread() {
        PostedMessage root = town.say(group, anna, "question");
        PostedMessage reply = town.answer(root, ben, "answer");

        threads.read(anna, group, root.seq(), reply.seq(), 5);
        threads.read(anna, group, root.seq(), reply.seq() - 1, 6);

        assertThat(threads.followed(anna, true, null, 10)).isEmpty();
        assertThat(threads.followed(anna, false, null, 10).getFirst().unread()).isZero();
        assertThat(threads.since(anna, 5, 10))
                .containsExactly(new Threads.Marked(new ThreadMark(group, root.seq(), true, reply.seq()), 6));
        assertThat(threads.since(ben, 0, 10)).isEmpty();
    }

    @Test
    void reading_a_thread_does_not_make_one_follow_it() {
        PostedMessage root = town.say(group, anna, "question");
        PostedMessage reply = town.answer(root, ben, "answer");

        threads.read(carol, group, root.seq(), reply.seq(), 1);

        assertThat(follows(carol, root)).isFalse();
        assertThat(threads.followed(carol, false, null, 10)).isEmpty();
    }

    @Test
    void who_has_left_follows_nothing_there() {
        PostedMessage root = town.say(group, anna, "question");
        town.answer(root, ben, "answer");

        town.leave(group, ben);

        assertThat(threads.followed(ben, false, null, 10)).isEmpty();
    }

    @Test
    void a_thread_is_read_page_by_page() {
        PostedMessage root = town.say(group, anna, "question");
        PostedMessage one = town.answer(root, ben, "one");
        town.say(group, anna, "beside");
        PostedMessage two = town.answer(root, ben, "two");
        PostedMessage three = town.answer(root, carol, "three");

        assertThat(messages.threadBefore(group, root.seq(), Span.since(1), Long.MAX_VALUE, 2))
                .containsExactly(two, three);
        assertThat(messages.threadAfter(group, root.seq(), Span.since(1), one.seq(), 10))
                .containsExactly(two, three);
        assertThat(messages.threadAfter(group, root.seq(), new Span(1, two.seq()), 0, 10))
                .containsExactly(one, two);
    }

    @Test
    void a_conversations_unread_leaves_out_what_belongs_to_threads() {
        PostedMessage root = town.say(group, anna, "question");
        town.answer(root, ben, "answer");
        town.say(group, anna, "beside");
        town.answer(root, ben, "another");

        // The question and what was said beside
        assertThat(town.memberships.summary(carol, group).orElseThrow().unread())
                .isEqualTo(2);
    }

    @Test
    void replies_to_what_one_may_not_see_are_counted_with_the_conversation() {
        ConversationId closed = town.group(HistoryVisibility.JOINED, anna, ben);
        PostedMessage before = town.say(closed, anna, "question");
        town.join(closed, HistoryVisibility.JOINED, carol);
        town.answer(before, ben, "answer");
        town.answer(town.say(closed, anna, "another question"), ben, "another answer");

        assertThat(town.memberships.summary(carol, closed).orElseThrow().unread())
                .isEqualTo(2);
    }

    private boolean follows(AccountId account, PostedMessage root) {
        return threads.mark(account, group, root.seq())
                .map(ThreadMark::following)
                .orElse(false);
    }
}
