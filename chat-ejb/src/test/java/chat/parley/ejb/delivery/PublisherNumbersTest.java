package chat.parley.ejb.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublisherNumbersTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final PublisherNumbers numbers = new PublisherNumbers();

    @Test
    void misses_nothing_while_numbers_follow_each_other() {
        assertThat(missedBefore(beacon("a", 0))).isFalse();
        assertThat(missedBefore(batch("a", 1))).isFalse();
        assertThat(missedBefore(batch("a", 2))).isFalse();
        assertThat(missedBefore(beacon("a", 2))).isFalse();
    }

    @Test
    void has_missed_what_a_publisher_said_before_it_was_heard_of() {
        assertThat(missedBefore(batch("a", 2))).isTrue();
        assertThat(missedBefore(beacon("b", 1))).isTrue();
        assertThat(missedBefore(batch("c", 1))).isFalse();
    }

    @Test
    void notices_a_batch_that_did_not_come_by_the_next_one() {
        missedBefore(batch("a", 5));

        assertThat(missedBefore(batch("a", 7))).isTrue();
        assertThat(missedBefore(batch("a", 8))).isFalse();
    }

    @Test
    void notices_that_the_last_batch_did_not_come_by_the_beacon() {
        missedBefore(batch("a", 5));

        assertThat(missedBefore(beacon("a", 6))).isTrue();
        assertThat(missedBefore(beacon("a", 6))).isFalse();
    }

    @Test
    void counts_each_publisher_by_itself() {
        missedBefore(batch("a", 5));

        assertThat(missedBefore(batch("b", 1))).isFalse();
        assertThat(missedBefore(batch("a", 6))).isFalse();
    }

    @Test
    void notices_once_that_a_publisher_has_fallen_silent() {
        numbers.missedBefore(batch("a", 5), NOW);
        numbers.missedBefore(batch("b", 1), NOW.plusSeconds(3));

        assertThat(numbers.lostSome(SILENCE, NOW.plusSeconds(4))).isFalse();
        assertThat(numbers.lostSome(SILENCE, NOW.plusSeconds(5))).isTrue();
        assertThat(numbers.lostSome(SILENCE, NOW.plusSeconds(5))).isFalse();
    }

    private boolean missedBefore(LiveBatch batch) {
        return numbers.missedBefore(batch, NOW);
    }

    private static LiveBatch batch(String publisher, long number) {
        return new LiveBatch(publisher, number, List.of(new ChatEvent.AccountDisabled(new AccountId(1))));
    }

    private static LiveBatch beacon(String publisher, long number) {
        return new LiveBatch(publisher, number, List.of());
    }
}
