package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.LogWriter;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.Responses;
import chat.parley.jpa.message.Responses.Asked;
import chat.parley.jpa.message.Responses.Reader;
import chat.parley.jpa.message.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What members answer to urgent messages and polls, and what is counted of it. */
@ExtendWith(RealDatabase.class)
class ResponsesTest {

    private static final Purpose URGENT = new Purpose(Priority.URGENT, null);
    private static final Purpose POLL = new Purpose(
            null, new PollTerms(List.of("Thursday", "Friday"), true, false, Instant.parse("2026-11-23T12:00:00Z")));

    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final Responses responses;
    private final Changes changes;
    private final AccountId anna;
    private final AccountId ben;
    private final AccountId carol;
    private final ConversationId group;

    ResponsesTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        responses = new Responses(database);
        changes = new Changes(database);
        anna = town.person("anna");
        ben = town.person("ben");
        carol = town.person("carol");
        group = town.group(HistoryVisibility.ALL, anna, ben, carol);
    }

    @Test
    void what_a_message_wants_is_read_as_it_was_posted_and_goes_when_it_is_deleted() {
        PostedMessage poll = say(new Purpose(Priority.IMPORTANT, POLL.poll()));

        assertThat(find(poll)).isEqualTo(poll);
        responses.vote(ben, group, poll.seq(), List.of(0), Town.NOON, 1);
        changes.count(poll, Town.NOON);
        PostedMessage deleted = changes.delete(poll, anna, Town.NOON);
        assertThat(deleted.purpose()).isNull();
        assertThat(deleted.parts()).isNull();
        assertThat(responses.of(ben, group, poll.seq())).isEmpty();
    }

    @Test
    void those_who_were_there_and_still_are_were_asked_but_not_who_asks() {
        PostedMessage urgent = say(URGENT);
        AccountId late = town.person("late");
        town.join(group, HistoryVisibility.ALL, late);
        responses.acknowledge(ben, group, urgent.seq(), Town.NOON, 1);

        assertThat(responses.asked(urgent)).isEqualTo(new Asked(2, 1));
        assertThat(responses.asked(urgent, true, 0, 10)).containsExactly(new Reader(ben, Town.NOON));
        assertThat(responses.asked(urgent, false, 0, 10)).containsExactly(new Reader(carol, null));
        town.leave(group, ben);
        assertThat(responses.asked(urgent)).isEqualTo(new Asked(1, 0));
        assertThat(responses.asked(urgent, false, carol.value(), 10)).isEmpty();
    }

    @Test
    void many_answers_are_counted_in_one_change_and_only_once() {
        PostedMessage urgent = say(URGENT);
        PostedMessage poll = say(POLL);
        responses.acknowledge(ben, group, urgent.seq(), Town.NOON, 1);
        responses.acknowledge(carol, group, urgent.seq(), Town.NOON, 1);
        responses.vote(ben, group, poll.seq(), List.of(0, 1), Town.NOON, 2);
        responses.vote(carol, group, poll.seq(), List.of(1), Town.NOON, 2);

        assertThat(responses.untold(1_000)).contains(group);
        assertThat(taken()).containsExactly(urgent.seq(), poll.seq());
        assertThat(taken()).isEmpty();
        assertThat(responses.untold(1_000)).doesNotContain(group);
        assertThat(tally(changes.count(urgent, Town.NOON))).isEqualTo(new Tally(2, 0, List.of(), null));
        assertThat(tally(changes.count(poll, Town.NOON))).isEqualTo(new Tally(0, 2, List.of(1L, 2L), null));
        assertThat(tally(find(poll)).votes()).containsExactly(1L, 2L);
    }

    @Test
    void a_vote_can_be_changed_and_taken_back_and_is_counted_anew() {
        PostedMessage poll = say(POLL);
        responses.vote(ben, group, poll.seq(), List.of(0), Town.NOON, 1);
        taken();
        changes.count(poll, Town.NOON);

        responses.vote(ben, group, poll.seq(), List.of(1), Town.NOON, 2);
        assertThat(taken()).containsExactly(poll.seq());
        assertThat(tally(changes.count(poll, Town.NOON)).votes()).containsExactly(0L, 1L);
        assertThat(responses.voters(group, poll.seq(), 1, 0, 10)).containsExactly(ben);
        Response none = responses.vote(ben, group, poll.seq(), List.of(), Town.NOON, 3);
        assertThat(none.choices()).isEmpty();
        assertThat(tally(changes.count(poll, Town.NOON))).isEqualTo(new Tally(0, 0, List.of(0L, 0L), null));
        assertThat(responses.voters(group, poll.seq(), 1, 0, 10)).isEmpty();
    }

    @Test
    void a_closed_poll_stays_closed_when_it_is_counted_again() {
        PostedMessage poll = say(POLL);
        responses.vote(ben, group, poll.seq(), List.of(0), Town.NOON, 1);

        Tally closed = tally(changes.close(poll, anna, Town.NOON));

        assertThat(closed).isEqualTo(new Tally(0, 1, List.of(1L, 0L), Town.NOON));
        assertThat(tally(changes.count(poll, Town.NOON.plusSeconds(9)))).isEqualTo(closed);
    }

    @Test
    void who_has_left_is_not_counted_as_having_acknowledged() {
        PostedMessage urgent = say(URGENT);
        responses.acknowledge(ben, group, urgent.seq(), Town.NOON, 1);
        town.leave(group, ben);

        assertThat(tally(changes.count(urgent, Town.NOON)).acknowledged()).isZero();
    }

    @Test
    void one_is_told_what_one_has_answered_in_the_order_in_which_one_did() {
        PostedMessage urgent = say(new Purpose(Priority.URGENT, POLL.poll()));
        responses.acknowledge(ben, group, urgent.seq(), Town.NOON, 3);
        Response both = responses.vote(ben, group, urgent.seq(), List.of(1), Town.NOON, 4);

        assertThat(both).isEqualTo(new Response(group, urgent.seq(), Town.NOON, List.of(1)));
        assertThat(responses.since(ben, 0, 10)).containsExactly(new Responses.Answered(both, 4));
        assertThat(responses.since(ben, 4, 10)).isEmpty();
        assertThat(responses.of(ben, group, urgent.seq())).contains(both);
    }

    @Test
    void nobody_who_posts_waits_for_those_who_vote() throws Exception {
        PostedMessage poll = say(POLL);
        CountDownLatch voted = new CountDownLatch(1);
        CountDownLatch posted = new CountDownLatch(1);
        Thread voter = Thread.ofVirtual()
                .start(() -> transactions.run(() -> {
                    responses.keepOpen(group, poll.seq());
                    responses.vote(ben, group, poll.seq(), List.of(0), Town.NOON, 1);
                    voted.countDown();
                    await(posted);
                }));
        await(voted);

        town.say(group, anna, "goes through while ben votes");
        assertThat(taken()).isEmpty();
        posted.countDown();
        voter.join();

        assertThat(taken()).containsExactly(poll.seq());
    }

    @Test
    void who_closes_a_poll_waits_for_those_who_are_voting() throws Exception {
        PostedMessage poll = say(POLL);
        CountDownLatch voted = new CountDownLatch(1);
        List<Tally> closed = new ArrayList<>();
        Thread closer = Thread.ofVirtual().unstarted(() -> {
            await(voted);
            transactions.run(() -> {
                responses.holdBack(group, poll.seq());
                changes.lock(group);
                closed.add(tally(changes.close(poll, anna, Town.NOON)));
            });
        });
        closer.start();

        transactions.run(() -> {
            responses.keepOpen(group, poll.seq());
            voted.countDown();
            responses.vote(ben, group, poll.seq(), List.of(1), Town.NOON, 1);
        });
        closer.join();

        assertThat(closed).extracting(Tally::votes).containsExactly(List.of(0L, 1L));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> taken() {
        return transactions.call(() -> List.copyOf(responses.takeUntold(group)));
    }

    private static Tally tally(PostedMessage message) {
        return Objects.requireNonNull(Objects.requireNonNull(message.parts()).tally());
    }

    private PostedMessage find(PostedMessage message) {
        return new Messages(database).find(group, message.seq()).orElseThrow();
    }

    private PostedMessage say(Purpose purpose) {
        Draft draft = new Draft(
                group,
                anna,
                UUID.randomUUID(),
                town.standing(anna, group).accessRev(),
                null,
                null,
                null,
                purpose,
                Format.PLAIN,
                "Which day?",
                Mentioned.NOBODY);
        return ((Appended.Posted) new LogWriter(database).append(List.of(draft)).getFirst()).message();
    }
}
