package chat.parley.ejb.time;

import java.time.Duration;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentLatencyTest {

    private static final double P99 = 0.99;

    private final Timer timer = LatencyHistogram.of("some.thing", new SimpleMeterRegistry());
    private final RecentLatency recent = new RecentLatency(timer, 2);

    @Test
    void nothing_is_said_of_nothing() {
        assertThat(recent.look(P99)).isEmpty();
    }

    @Test
    void one_in_a_hundred_may_take_longer() {
        record(99, 3);
        record(1, 900);

        assertThat(recent.look(P99)).hasValue(5);
    }

    @Test
    void between_two_bounds_they_are_taken_to_be_spread_evenly() {
        record(50, 15);
        record(50, 40);

        assertThat(recent.look(0.5)).hasValue(20);
        assertThat(recent.look(0.75)).hasValue(35);
    }

    @Test
    void what_took_longer_than_the_last_bound_is_told_as_that() {
        record(1, 60_000);

        assertThat(recent.look(P99)).hasValue(5_000);
    }

    @Test
    void what_was_before_is_forgotten() {
        record(1, 900);
        assertThat(recent.look(P99).orElseThrow()).isGreaterThan(500);
        record(1, 1);

        assertThat(recent.look(0.5)).hasValue(1);
        assertThat(recent.look(P99)).hasValue(0.99);
        assertThat(recent.look(P99)).isEmpty();
    }

    private void record(int times, int millis) {
        for (int i = 0; i < times; i++) {
            timer.record(Duration.ofMillis(millis));
        }
    }
}
