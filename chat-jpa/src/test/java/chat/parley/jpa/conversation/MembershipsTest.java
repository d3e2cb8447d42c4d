package chat.parley.jpa.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.ReadCursors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.conversation.HistoryVisibility.ALL;
import static chat.parley.jpa.conversation.HistoryVisibility.JOINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class MembershipsTest {

    private final Town town;
    private final ReadCursors cursors;
    private final AccountId anna;
    private final AccountId ben;
    private final AccountId zoe;

    MembershipsTest(Database database, Sequences sequences, TestTransactions transactions) {
        town = new Town(database, sequences, transactions);
        cursors = new ReadCursors(database);
        anna = town.person("anna");
        ben = town.person("ben");
        zoe = town.person("zoe");
    }

    @Test
    void a_newcomer_sees_everything_where_the_history_is_open() {
        ConversationId group = town.group(ALL, anna);
        town.say(group, anna, "before");

        long joined = town.join(group, ALL, ben);

        assertThat(town.membership(ben, group)).isEqualTo(new Membership(Role.MEMBER, joined, Span.since(1)));
    }

    @Test
    void a_newcomer_sees_the_last_messages_where_so_many_are_shown() {
        ConversationId group = town.group(ALL, anna);
        town.say(group, anna, "two");
        town.say(group, anna, "three");

        assertThat(town.members.firstSeen(group, HistoryVisibility.last(1), 4)).isEqualTo(3);
        assertThat(town.members.firstSeen(group, HistoryVisibility.last(100), 4))
                .isEqualTo(1);
    }

    @Test
    void a_newcomer_sees_what_was_said_since_a_moment_where_that_is_shown() {
        ConversationId group = town.group(ALL, anna);
        for (int seq = 2; seq <= 9; seq++) {
            town.say(group, anna, "message " + seq);
        }
        Instant morning = Instant.parse("2026-11-20T08:00:00Z");
        town.database.update(
                "update message set created_at = ?::timestamptz + seq * interval '1 minute' where conversation_id = ?",
                morning,
                group.value());

        for (long seq = 1; seq <= 9; seq++) {
            Instant moment = morning.plus(Duration.ofMinutes(seq));
            assertThat(firstSince(group, moment)).isEqualTo(seq);
            assertThat(firstSince(group, moment.minusSeconds(30))).isEqualTo(seq);
        }
        assertThat(firstSince(group, morning.minusSeconds(1_000_000))).isEqualTo(1);
        assertThat(firstSince(group, morning.plusSeconds(1_000_000))).isEqualTo(9);
    }

    private long firstSince(ConversationId group, Instant moment) {
        return town.members.firstSeen(group, HistoryVisibility.since(moment), 9);
    }

    @Test
    void a_newcomer_sees_from_the_message_of_joining_on_where_the_history_is_closed() {
        ConversationId group = town.group(JOINED, anna);
        town.say(group, anna, "before");

        long joined = town.join(group, JOINED, ben);

        assertThat(joined).isEqualTo(3);
        assertThat(town.membership(ben, group).span()).isEqualTo(Span.since(3));
    }

    @Test
    void the_message_of_leaving_is_the_last_one_sees() {
        ConversationId group = town.group(JOINED, anna);
        long joined = town.join(group, JOINED, ben);
        town.say(group, anna, "with ben");

        long left = town.leave(group, ben);
        town.say(group, anna, "without ben");

        Membership past = town.membership(ben, group);
        assertThat(past.current()).isFalse();
        assertThat(past.span()).isEqualTo(new Span(joined, left));
    }

    @Test
    void who_comes_back_where_the_history_is_closed_sees_only_from_then_on() {
        ConversationId group = town.group(JOINED, anna);
        town.join(group, JOINED, ben);
        town.leave(group, ben);
        town.say(group, anna, "without ben");

        long back = town.join(group, JOINED, ben);

        assertThat(town.membership(ben, group).span()).isEqualTo(Span.since(back));
    }

    @Test
    void who_comes_back_where_the_history_is_open_sees_also_what_was_said_meanwhile() {
        ConversationId group = town.group(ALL, anna);
        town.join(group, ALL, ben);
        town.leave(group, ben);
        town.say(group, anna, "without ben");

        town.join(group, ALL, ben);

        assertThat(town.membership(ben, group).span()).isEqualTo(Span.since(1));
    }

    @Test
    void nobody_is_a_member_twice_at_once() {
        ConversationId group = town.group(ALL, anna, ben);

        assertThatThrownBy(() -> town.join(group, ALL, ben)).hasMessageContaining("member_current");
    }

    @Test
    void a_stranger_has_no_membership() {
        ConversationId group = town.group(ALL, anna);

        assertThat(town.standing(zoe, group).membership()).isNull();
    }

    @Test
    void a_going_changes_who_may_do_what_and_a_coming_only_adds() {
        ConversationId group = town.group(ALL, anna);
        long before = town.standing(anna, group).accessRev();

        town.join(group, ALL, ben);
        long joined = town.standing(anna, group).accessRev();
        town.leave(group, ben);

        assertThat(joined).isEqualTo(before);
        assertThat(town.standing(anna, group).accessRev()).isEqualTo(before + 1);
    }

    @Test
    void a_draft_let_in_before_its_sender_left_is_stale() {
        ConversationId group = town.group(ALL, anna, ben);
        long letIn = town.standing(ben, group).accessRev();
        town.leave(group, ben);

        Appended answer = town.post(group, ben, "too late", letIn);

        assertThat(answer).isEqualTo(new Appended.Stale());
    }

    @Test
    void messages_of_people_and_of_the_system_are_numbered_together_without_gaps() throws Exception {
        ConversationId group = town.group(ALL, anna);
        List<Thread> writers = List.of(
                Thread.ofVirtual()
                        .unstarted(() -> LongStream.range(0, 20).forEach(i -> {
                            town.join(group, ALL, ben);
                            town.leave(group, ben);
                        })),
                Thread.ofVirtual()
                        .unstarted(() -> LongStream.range(0, 60)
                                .forEach(i -> town.post(
                                        group,
                                        anna,
                                        "hello",
                                        town.standing(anna, group).accessRev()))));

        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        List<Long> numbers = town.numbers(group);
        assertThat(numbers).hasSizeGreaterThan(41);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(town.memberships.headsOf(anna).getFirst().lastSeq()).isEqualTo(numbers.size());
    }

    @Test
    void heads_tell_of_all_current_memberships_at_once() {
        ConversationId first = town.group(ALL, anna, ben);
        ConversationId second = town.group(JOINED, zoe);
        town.say(second, zoe, "before ben");
        long joined = town.join(second, JOINED, ben);
        town.say(second, zoe, "to ben");
        ConversationId third = town.group(ALL, anna, ben);
        town.leave(third, ben);

        List<Memberships.Head> heads = town.memberships.headsOf(ben);

        assertThat(heads)
                .containsExactly(
                        new Memberships.Head(first, 1, 1, 1, 0, 1, Role.MEMBER),
                        new Memberships.Head(second, joined, joined, joined + 1, 0, joined, Role.MEMBER));
        assertThat(heads).extracting(Memberships.Head::unread).containsExactly(0L, 1L);
    }

    @Test
    void an_ended_membership_is_told_to_who_was_away_and_not_again() {
        ConversationId group = town.group(ALL, anna, ben);
        long before = town.states.own(ben).rev();

        long left = town.leave(group, ben);

        assertThat(town.memberships.endedSince(ben, before))
                .containsExactly(new Memberships.Ended(group, new Span(1, left)));
        assertThat(town.memberships.endedSince(ben, town.states.own(ben).rev())).isEmpty();
    }

    @Test
    void a_membership_that_began_again_has_not_ended() {
        ConversationId group = town.group(ALL, anna, ben);
        long before = town.states.own(ben).rev();
        town.leave(group, ben);

        town.join(group, ALL, ben);

        assertThat(town.memberships.endedSince(ben, before)).isEmpty();
        assertThat(town.memberships.changedSince(ben, before)).containsExactly(group);
    }

    @Test
    void coming_in_reading_and_another_role_are_changes_to_ones_own_state() {
        ConversationId group = town.group(ALL, anna);
        long before = town.states.own(ben).rev();

        town.join(group, ALL, ben);
        long joined = town.states.own(ben).rev();
        town.say(group, anna, "hello");
        cursors.advance(List.of(Mark.read(ben, group, 3)), 100, Town.NOON);
        long read = town.states.own(ben).rev();
        town.transactions.run(() -> town.members.assign(group, ben, Role.MODERATOR));

        assertThat(List.of(joined, read, town.states.own(ben).rev()))
                .containsExactly(before + 1, before + 2, before + 3);
        for (long rev : List.of(before, joined, read)) {
            assertThat(town.memberships.changedSince(ben, rev)).containsExactly(group);
        }
        assertThat(town.memberships.changedSince(ben, before + 3)).isEmpty();
    }

    @Test
    void a_summary_shows_what_is_unread_and_the_newest_message() {
        ConversationId group = town.group(ALL, anna, ben);
        town.say(group, anna, "one");
        town.say(group, anna, "two");

        ConversationSummary summary = town.memberships.summary(ben, group).orElseThrow();

        assertThat(summary.unread()).isEqualTo(2);
        assertThat(summary.last()).isNotNull().extracting("seq", "body").containsExactly(3L, "two");
        assertThat(summary.with()).isNull();
    }

    @Test
    void only_members_get_a_summary() {
        ConversationId group = town.group(ALL, anna, ben);
        town.leave(group, ben);

        assertThat(town.memberships.summary(ben, group)).isEmpty();
        assertThat(town.memberships.summaries(zoe, new long[] {group.value()})).isEmpty();
    }

    @Test
    void pages_walk_from_the_newest_conversation_to_the_oldest() {
        ConversationId first = town.group(ALL, anna);
        ConversationId second = town.group(ALL, anna);
        ConversationId third = town.group(ALL, anna);

        List<ConversationSummary> page = town.memberships.page(anna, Long.MAX_VALUE, 2);
        List<ConversationSummary> rest =
                town.memberships.page(anna, page.getLast().id().value(), 2);

        assertThat(page).extracting(ConversationSummary::id).containsExactly(third, second);
        assertThat(rest).extracting(ConversationSummary::id).containsExactly(first);
    }
}
