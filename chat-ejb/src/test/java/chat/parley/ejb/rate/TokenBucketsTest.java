package chat.parley.ejb.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import chat.parley.ejb.rate.TokenBuckets.Pace;
import chat.parley.ejb.time.MovableClock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenBucketsTest {

    private final MovableClock clock = MovableClock.atNoon();

    @Test
    void each_key_has_a_bucket_of_its_own() {
        TokenBuckets<String> buckets = new TokenBuckets<>(clock, new Pace(1, 2), 100);

        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(500));
        assertThat(buckets.take("b")).isZero();
    }

    @Test
    void without_a_rate_there_is_no_limit_and_nothing_is_remembered() {
        TokenBuckets<String> buckets = new TokenBuckets<>(clock, new Pace(1, 0), 100);

        for (int i = 0; i < 1000; i++) {
            assertThat(buckets.take("a")).isZero();
        }
        assertThat(buckets.remembered()).isZero();
    }

    @Test
    void a_bucket_is_forgotten_when_it_is_full_again() {
        TokenBuckets<Integer> buckets = new TokenBuckets<>(clock, new Pace(10, 1), 1_000_000);
        for (int key = 0; key < 10_000; key++) {
            buckets.take(key);
        }
        assertThat(buckets.remembered()).isEqualTo(10_000);

        clock.pass(Duration.ofSeconds(4)); // the wheel of expiry turns once a second
        assertThat(buckets.remembered()).isZero();
    }

    @Test
    void however_many_come_no_more_are_remembered_than_may() {
        TokenBuckets<Integer> buckets = new TokenBuckets<>(clock, new Pace(10, 0.001), 1_000);

        for (int key = 0; key < 50_000; key++) {
            buckets.take(key);
        }

        assertThat(buckets.remembered()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void what_is_no_pace_is_refused() {
        assertThatThrownBy(() -> new Pace(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever happens when: as buckets that forget nothing, never more than the pace, and whoever waits gets one. */
    @RepeatedTest(200)
    void the_pace_holds_whatever_happens(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Pace pace = new Pace(random.nextInt(1, 20), 0.1 + random.nextDouble() * 50);
        TokenBuckets<Integer> buckets = new TokenBuckets<>(clock, pace, 1_000_000);
        Map<Integer, TokenBucket> forgettingNothing = new HashMap<>();
        Map<Integer, List<Instant>> taken = new HashMap<>();

        for (int step = 0; step < 500; step++) {
            int key = random.nextInt(3);
            clock.pass(Duration.ofNanos((long) (random.nextDouble() * random.nextDouble() * 2e9 / pace.perSecond())));
            if (random.nextInt(20) == 0) {
                clock.pass(Duration.ofSeconds(random.nextInt(300)));
            }
            Instant now = clock.instant();
            TokenBucket reference =
                    forgettingNothing.computeIfAbsent(key, _ -> new TokenBucket(pace.burst(), pace.perSecond(), now));
            Duration expected = reference.take(now);
            Duration wait = buckets.take(key);

            assertThat(wait.minus(expected).abs()).isLessThan(Duration.ofNanos(1_000));
            if (wait.isZero()) {
                taken.computeIfAbsent(key, _ -> new ArrayList<>()).add(now);
            } else if (random.nextInt(5) == 0) {
                clock.pass(wait.plusNanos(1_000));
                assertThat(buckets.take(key)).isZero();
                reference.take(clock.instant());
                taken.computeIfAbsent(key, _ -> new ArrayList<>()).add(clock.instant());
            }
        }

        taken.values().forEach(moments -> holds(pace, moments));
    }

    private static void holds(Pace pace, List<Instant> moments) {
        for (int from = 0; from < moments.size(); from++) {
            for (int to = from; to < moments.size(); to++) {
                double seconds =
                        Duration.between(moments.get(from), moments.get(to)).toNanos() / 1e9;
                assertThat((double) (to - from + 1))
                        .isLessThanOrEqualTo(pace.burst() + pace.perSecond() * seconds + 0.001);
            }
        }
    }
}
