package chat.parley.web.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import chat.parley.ejb.rate.TokenBucket;
import chat.parley.web.delivery.PollLine.Answer;
import chat.parley.web.delivery.PollLine.Turn;
import chat.parley.web.wire.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollLineTest {

    private static final Instant START = Instant.EPOCH;

    private final PollLine line = new PollLine(START);
    private final Connection connection =
            new Connection(line, START, new TokenBucket(1000, 1000, START), new RecordingLine.Written());

    private static final class RecordedPoll implements PollLine.Poll {
        final List<Answer> answers = new ArrayList<>();
        boolean forgotten;

        @Override
        public void wake(Connection connection) {
            connection.drain();
        }

        @Override
        public void answer(Answer answer) {
            answers.add(answer);
        }

        @Override
        public void forget() {
            forgotten = true;
        }
    }

    private RecordedPoll poll(long got) {
        return poll(got, START);
    }

    private RecordedPoll poll(long got, Instant now) {
        RecordedPoll poll = new RecordedPoll();
        line.turn(got);
        line.hold(poll, now);
        return poll;
    }

    @Test
    void a_request_is_answered_when_there_is_something_to_say() {
        RecordedPoll poll = poll(0);
        assertThat(poll.answers).isEmpty();

        connection.tell("one");

        assertThat(poll.answers).containsExactly(new Answer(1, "one", null));
    }

    @Test
    void what_comes_between_requests_waits_for_the_next_and_comes_together() {
        poll(0);
        connection.tell("one");
        connection.tell("two");
        connection.tell("three");

        RecordedPoll next = poll(1);

        assertThat(next.answers).containsExactly(new Answer(2, "two\nthree", null));
    }

    @Test
    void an_answer_that_was_lost_is_given_again() {
        poll(0);
        connection.tell("one");
        connection.tell("two");

        RecordedPoll again = poll(0);

        assertThat(again.answers).containsExactly(new Answer(1, "one", null));
        assertThat(poll(1).answers).containsExactly(new Answer(2, "two", null));
    }

    @Test
    void what_a_request_says_is_to_be_read_once() {
        assertThat(line.turn(0)).isEqualTo(Turn.NEXT);
        assertThat(line.turn(0)).isEqualTo(Turn.AGAIN);
        line.hold(new RecordedPoll(), START);
        connection.tell("one");

        assertThat(line.turn(0)).isEqualTo(Turn.AGAIN);
        assertThat(line.turn(1)).isEqualTo(Turn.NEXT);
    }

    @Test
    void an_answer_that_was_never_given_cannot_have_been_got() {
        assertThat(line.turn(1)).isEqualTo(Turn.ASTRAY);
        assertThat(line.turn(0)).isEqualTo(Turn.NEXT);
        assertThat(line.turn(1)).isEqualTo(Turn.ASTRAY);
    }

    @Test
    void a_request_that_is_made_again_takes_the_place_of_the_first_try() {
        RecordedPoll first = poll(0);
        RecordedPoll second = poll(0);

        connection.tell("one");

        assertThat(first.forgotten).isTrue();
        assertThat(first.answers).isEmpty();
        assertThat(second.answers).containsExactly(new Answer(1, "one", null));
    }

    @Test
    void a_request_is_held_for_a_while_and_then_answered_with_nothing() {
        RecordedPoll poll = poll(0);

        line.beat(START.plus(PollLine.HOLD));
        assertThat(poll.answers).isEmpty();
        line.beat(START.plus(PollLine.HOLD).plusSeconds(1));

        assertThat(poll.answers).containsExactly(new Answer(1, "", null));
    }

    @Test
    void whoever_does_not_ask_for_a_while_is_gone() {
        List<String> ended = new ArrayList<>();
        line.whenOver(() -> ended.add("over"));
        poll(0);
        connection.tell("one");

        line.beat(START.plus(PollLine.PATIENCE));
        assertThat(line.isOpen()).isTrue();
        line.beat(START.plus(PollLine.PATIENCE).plusSeconds(1));

        assertThat(line.isOpen()).isFalse();
        assertThat(ended).containsExactly("over");
    }

    @Test
    void who_waits_is_told_why_it_ends() {
        RecordedPoll poll = poll(0);

        line.close(CloseCode.UNAUTHENTICATED);

        assertThat(poll.answers).containsExactly(new Answer(1, "", CloseCode.UNAUTHENTICATED));
    }

    @Test
    void an_end_that_is_to_come_after_a_word_waits_until_that_has_arrived() {
        poll(0);
        connection.tell("refused");
        connection.closeWhenTold(CloseCode.UNAUTHENTICATED);
        assertThat(line.isOpen()).isTrue();

        RecordedPoll next = poll(1);

        assertThat(next.answers).containsExactly(new Answer(2, "", CloseCode.UNAUTHENTICATED));
    }
}
