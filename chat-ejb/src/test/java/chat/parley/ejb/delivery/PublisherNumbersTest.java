package chat.parley.ejb.delivery;

import java.util.List;

import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublisherNumbersTest {

    private final PublisherNumbers numbers = new PublisherNumbers();

    @Test
    void misses_nothing_while_numbers_follow_each_other() {
        assertThat(numbers.missedBefore(batch("a", 5))).isFalse();
        assertThat(numbers.missedBefore(batch("a", 6))).isFalse();
        assertThat(numbers.missedBefore(beacon("a", 6))).isFalse();
    }

    @Test
    void notices_a_batch_that_did_not_come_by_the_next_one() {
        numbers.missedBefore(batch("a", 5));

        assertThat(numbers.missedBefore(batch("a", 7))).isTrue();
        assertThat(numbers.missedBefore(batch("a", 8))).isFalse();
    }

    @Test
    void notices_that_the_last_batch_did_not_come_by_the_beacon() {
        numbers.missedBefore(batch("a", 5));

        assertThat(numbers.missedBefore(beacon("a", 6))).isTrue();
        assertThat(numbers.missedBefore(beacon("a", 6))).isFalse();
    }

    @Test
    void counts_each_publisher_by_itself() {
        numbers.missedBefore(batch("a", 5));

        assertThat(numbers.missedBefore(batch("b", 1))).isFalse();
        assertThat(numbers.missedBefore(batch("a", 6))).isFalse();
    }

    private static LiveBatch batch(String publisher, long number) {
        return new LiveBatch(publisher, number, List.of(new ChatEvent.AccountDisabled(new AccountId(1))));
    }

    private static LiveBatch beacon(String publisher, long number) {
        return new LiveBatch(publisher, number, List.of());
    }
}
