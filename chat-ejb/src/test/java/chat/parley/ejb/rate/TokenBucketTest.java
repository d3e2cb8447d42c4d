package chat.parley.ejb.rate;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final TokenBucket bucket = new TokenBucket(3, 2, START);

    @Test
    void lets_a_burst_through_and_then_says_how_long_to_wait() {
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void fills_with_time_but_never_over_its_size() {
        for (int i = 0; i < 3; i++) {
            bucket.take(START);
        }

        assertThat(bucket.take(START.plusMillis(500))).isZero();
        assertThat(bucket.take(START.plusMillis(500))).isPositive();
        Instant later = START.plusSeconds(3600);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(later)).isZero();
        }
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void does_not_fill_when_the_clock_goes_back() {
        for (int i = 0; i < 3; i++) {
            bucket.take(START);
        }

        assertThat(bucket.take(START.minusSeconds(60))).isPositive();
    }
}
