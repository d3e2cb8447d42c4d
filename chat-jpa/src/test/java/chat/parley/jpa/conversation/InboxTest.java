package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.message.Attention;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.DoneMark;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.InboxItem;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.ReadCursors;
import chat.parley.jpa.message.ThreadMark;
import chat.parley.jpa.message.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is mentioned where, what of it is unread, and what is in an inbox. */
@ExtendWith(RealDatabase.class)
class InboxTest {

    private static final Mentioned EVERYBODY = new Mentioned(List.of(new Mention.Everybody()), Map.of());

    private final Database database;
    private final Town town;
    private final Inbox inbox;
    private final Changes changes;
    private final AccountId anna;
    private final AccountId ben;
    private final AccountId carol;
    private final ConversationId group;

    InboxTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        town = new Town(database, sequences, transactions);
        inbox = new Inbox(database);
        changes = new Changes(database);
        anna = town.person("anna");
        ben = town.person("ben");
        carol = town.person("carol");
        group = town.group(HistoryVisibility.JOINED, anna, ben, carol);
    }

    @Test
    void a_mention_is_in_the_inbox_of_the_one_it_names_and_counts_as_unread_for_them() {
        PostedMessage said = call(anna, to(ben));
        town.say(group, anna, "to nobody");

        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(unread(ben)).isEqualTo(1);
        assertThat(numbers(carol)).isEmpty();
        assertThat(unread(carol)).isZero();
    }

    @Test
    void everybody_is_one_row_whoever_they_are_and_not_for_the_one_who_says_it() {
        PostedMessage said = call(anna, EVERYBODY);

        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(unread(carol)).isEqualTo(1);
        assertThat(numbers(anna)).isEmpty();
        assertThat(rows(said)).isEqualTo(1);
    }

    @Test
    void those_who_were_here_are_meant_and_no_others_in_one_row() {
        PostedMessage said =
                call(anna, new Mentioned(List.of(new Mention.Here()), Map.of(new Mention.Here(), List.of(anna, ben))));

        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(unread(ben)).isEqualTo(1);
        assertThat(numbers(carol)).isEmpty();
        assertThat(unread(carol)).isZero();
        assertThat(rows(said)).isEqualTo(1);
    }

    @Test
    void who_is_named_and_one_of_everybody_is_mentioned_once() {
        PostedMessage said =
                call(anna, new Mentioned(List.of(new Mention.Person(ben), new Mention.Everybody()), Map.of()));

        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void those_of_a_group_who_are_members_are_meant_in_one_row_whoever_is_in_it_later() {
        AccountId dora = town.person("dora");
        UserGroupId team = town.userGroup(anna, ben, dora);
        Map<UserGroupId, List<AccountId>> meant =
                new Members(database).inGroups(group, town.organization, new long[] {team.value()});
        assertThat(meant).containsExactly(Map.entry(team, List.of(anna, ben)));

        PostedMessage said = call(anna, to(team, List.of(anna, ben)));
        new UserGroupMembers(database).leave(team, ben);
        new UserGroupMembers(database).join(town.organization, team, new long[] {carol.value()});

        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(unread(ben)).isEqualTo(1);
        assertThat(numbers(anna)).isEmpty();
        assertThat(numbers(carol)).isEmpty();
        assertThat(unread(carol)).isZero();
        assertThat(rows(said)).isEqualTo(1);
        assertThat(inbox.attention(carol).groups()).containsExactly(team);
        assertThat(inbox.attention(ben)).isEqualTo(Attention.USUAL);
    }

    @Test
    void those_of_a_group_that_is_named_in_a_thread_follow_it() {
        PostedMessage root = town.say(group, carol, "question");
        UserGroupId team = town.userGroup(anna, ben);

        PostedMessage named = town.call(group, root.seq(), anna, "ask them", to(team, List.of(anna, ben)));

        assertThat(unread(ben)).isZero();
        assertThat(numbers(ben)).contains(named.seq());
        assertThat(new Threads(database).mark(ben, group, root.seq()))
                .contains(new ThreadMark(group, root.seq(), true, named.seq() - 1));
    }

    @Test
    void who_does_not_follow_a_thread_any_more_does_not_begin_again_when_a_mention_is_only_edited() {
        PostedMessage root = town.say(group, carol, "question");
        PostedMessage named = town.call(group, root.seq(), anna, "ben!", to(ben));
        new Threads(database).follow(ben, group, root.seq(), false, 3);

        changes.edit(named, "ben?", to(ben), anna, named.at().plusSeconds(5));

        assertThat(new Threads(database).mark(ben, group, root.seq()))
                .hasValueSatisfying(mark -> assertThat(mark.following()).isFalse());
    }

    @Test
    void what_somebody_says_whom_one_has_blocked_is_no_mention_as_long_as_one_has() {
        PostedMessage said =
                call(anna, new Mentioned(List.of(new Mention.Person(ben), new Mention.Everybody()), Map.of()));

        block(ben, anna, true);
        assertThat(page(ben)).isEmpty();
        assertThat(unread(ben)).isZero();
        assertThat(inbox.concerns(ben, group, said.seq())).isFalse();
        assertThat(inbox.attention(ben).blocked()).containsExactly(anna);
        assertThat(numbers(carol)).containsExactly(said.seq());
        PostedMessage root = town.say(group, carol, "question");
        town.call(group, root.seq(), anna, "ben!", to(ben));
        assertThat(new Threads(database).mark(ben, group, root.seq())).isEmpty();

        block(ben, anna, false);
        assertThat(numbers(ben)).contains(said.seq());
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void naming_oneself_is_no_mention() {
        PostedMessage said = call(anna, to(anna));

        assertThat(numbers(anna)).isEmpty();
        assertThat(rows(said)).isZero();
    }

    @Test
    void the_count_falls_with_the_read_position_and_what_was_read_stays_in_the_inbox_as_read() {
        PostedMessage first = call(anna, to(ben));
        PostedMessage second = call(anna, EVERYBODY);

        new ReadCursors(database).advance(List.of(Mark.read(ben, group, first.seq())), 100, Town.NOON);

        assertThat(unread(ben)).isEqualTo(1);
        assertThat(page(ben).stream().map(InboxTest::isRead)).containsExactly(false, true);
        assertThat(numbers(ben)).containsExactly(second.seq(), first.seq());
    }

    @Test
    void an_edit_adds_and_removes_mentions_and_a_deletion_all() {
        PostedMessage said = call(anna, to(ben));
        Instant later = said.at().plusSeconds(5);

        changes.edit(said, "to carol", to(carol), anna, later);
        assertThat(numbers(ben)).isEmpty();
        assertThat(page(carol)).extracting(InboxItem::at).containsExactly(later);

        changes.edit(
                said,
                "to carol and everybody",
                new Mentioned(List.of(new Mention.Person(carol), new Mention.Everybody()), Map.of()),
                anna,
                later.plusSeconds(5));
        assertThat(numbers(ben)).containsExactly(said.seq());
        assertThat(page(carol)).hasSize(1);

        changes.delete(said, anna, later);
        assertThat(rows(said)).isZero();
        assertThat(unread(carol)).isZero();
    }

    @Test
    void what_was_done_is_gone_from_the_inbox_until_it_is_taken_back() {
        PostedMessage first = call(anna, to(ben));
        PostedMessage second = call(anna, EVERYBODY);

        inbox.put(ben, new DoneMark(group, first.seq(), true), 7);
        inbox.put(ben, new DoneMark(group, second.seq(), true), 8);
        inbox.put(ben, new DoneMark(group, second.seq(), false), 9);

        assertThat(numbers(ben)).containsExactly(second.seq());
        assertThat(inbox.page(ben, true, null, 10)).hasSize(2);
        assertThat(inbox.since(ben, 7, 10))
                .containsExactly(new Inbox.Marked(new DoneMark(group, second.seq(), false), 9));
        assertThat(inbox.isDone(ben, group, first.seq())).isTrue();
        assertThat(numbers(carol)).containsExactly(second.seq());
    }

    @Test
    void all_up_to_a_moment_is_done_at_once_and_the_moment_does_not_go_back() {
        PostedMessage first = call(anna, to(ben));
        PostedMessage second = call(anna, EVERYBODY);
        inbox.put(ben, new DoneMark(group, first.seq(), true), 7);

        inbox.tidy(ben, second.at(), 8);
        PostedMessage third = call(anna, to(ben));
        inbox.tidy(ben, first.at(), 9);

        assertThat(numbers(ben)).containsExactly(third.seq());
        assertThat(inbox.since(ben, 0, 10)).isEmpty();
        assertThat(inbox.tidied(ben)).contains(new Inbox.Tidied(second.at(), 9));
    }

    @Test
    void pages_follow_on_each_other_over_conversations() {
        ConversationId other = town.group(HistoryVisibility.ALL, anna, ben);
        PostedMessage first = call(anna, to(ben));
        PostedMessage second = town.call(other, null, anna, "second", EVERYBODY);
        PostedMessage third = call(anna, EVERYBODY);

        List<InboxItem> page = inbox.page(ben, false, null, 2);
        List<InboxItem> next = inbox.page(ben, false, page.getLast().at(), 2);

        assertThat(page).extracting(item -> item.message().at()).containsExactly(third.at(), second.at());
        assertThat(next).extracting(item -> item.message().at()).containsExactly(first.at());
    }

    @Test
    void who_is_no_member_any_more_sees_no_mentions_and_a_newcomer_none_from_before_they_may_see() {
        PostedMessage said =
                call(anna, new Mentioned(List.of(new Mention.Person(ben), new Mention.Everybody()), Map.of()));

        town.leave(group, ben);
        assertThat(page(ben)).isEmpty();
        assertThat(inbox.concerns(ben, group, said.seq())).isFalse();

        town.join(group, HistoryVisibility.JOINED, ben);
        assertThat(page(ben)).isEmpty();
        assertThat(inbox.concerns(carol, group, said.seq())).isTrue();
    }

    @Test
    void who_is_named_in_a_thread_follows_it_from_there_and_its_mentions_are_read_with_it() {
        PostedMessage root = town.say(group, carol, "question");
        town.answer(root, carol, "nobody?");
        PostedMessage named = town.call(group, root.seq(), anna, "ask ben", to(ben));
        town.answer(root, anna, "or me");

        assertThat(new Threads(database).mark(ben, group, root.seq()))
                .contains(new ThreadMark(group, root.seq(), true, named.seq() - 1));
        assertThat(unread(ben)).isZero();
        assertThat(page(ben))
                .satisfiesExactly(
                        thread -> assertThat(thread)
                                .isInstanceOfSatisfying(
                                        InboxItem.OfThread.class,
                                        item -> assertThat(item.unread()).isEqualTo(2)),
                        mention -> assertThat(isRead(mention)).isFalse());

        new Threads(database).read(ben, group, root.seq(), named.seq() + 1, 5);
        assertThat(page(ben).stream().map(InboxTest::isRead)).containsExactly(true);
    }

    @Test
    void a_mention_begins_following_again_even_of_the_one_who_wrote_the_root() {
        PostedMessage root = town.say(group, ben, "question");
        town.answer(root, carol, "answer");
        new Threads(database).follow(ben, group, root.seq(), false, 3);

        town.call(group, root.seq(), carol, "ben!", to(ben));

        assertThat(new Threads(database).mark(ben, group, root.seq()))
                .hasValueSatisfying(mark -> assertThat(mark.following()).isTrue());
    }

    private PostedMessage call(AccountId speaker, Mentioned mentioned) {
        return town.call(group, null, speaker, "hear", mentioned);
    }

    private static Mentioned to(AccountId account) {
        return new Mentioned(List.of(new Mention.Person(account)), Map.of());
    }

    private void block(AccountId account, AccountId other, boolean blocked) {
        new Blocks(database).set(account, new Block(other, blocked, Town.NOON));
    }

    private static Mentioned to(UserGroupId group, List<AccountId> members) {
        Mention mention = new Mention.Group(group);
        return new Mentioned(List.of(mention), Map.of(mention, members));
    }

    private List<InboxItem> page(AccountId account) {
        return inbox.page(account, false, null, 10);
    }

    private List<Long> numbers(AccountId account) {
        return page(account).stream().map(item -> item.message().seq()).toList();
    }

    private static boolean isRead(InboxItem item) {
        return item instanceof InboxItem.OfMention mention && mention.read();
    }

    private long unread(AccountId account) {
        return town.memberships.summary(account, group).orElseThrow().unreadMentions();
    }

    private long rows(PostedMessage message) {
        return database.first(
                        "select count(*) from message_mention where conversation_id = ? and seq = ?",
                        row -> row.getLong(1),
                        message.conversation().value(),
                        message.seq())
                .orElseThrow();
    }
}
