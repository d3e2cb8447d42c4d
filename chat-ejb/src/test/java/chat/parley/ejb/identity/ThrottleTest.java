package chat.parley.ejb.identity;

import java.time.Duration;

import chat.parley.ejb.identity.Throttle.Pace;
import chat.parley.ejb.time.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MovableClock clock = MovableClock.atNoon();
    private final Throttle throttle =
            new Throttle(clock, new Pace(3, SECOND, Duration.ofSeconds(10), Duration.ofMinutes(30)));

    @Test
    void some_failures_cost_nothing() {
        assertThat(throttle.begin("anna")).isZero();
        assertThat(throttle.begin("anna")).isZero();
        assertThat(throttle.begin("anna")).isZero();
        assertThat(throttle.begin("anna")).isZero();
    }

    /** Several at once from one address read the clock in another order than they are counted. */
    @Test
    void what_costs_nothing_does_not_wait_where_the_clock_stands_a_moment_earlier() {
        throttle.begin("anna");
        clock.pass(Duration.ofNanos(-1_000));

        assertThat(throttle.begin("anna")).isZero();
    }

    @Test
    void each_further_one_doubles_the_wait_up_to_the_longest() {
        fail("anna", 4);

        assertThat(throttle.begin("anna")).isEqualTo(SECOND);

        assertThat(waitAfterOneMore("anna")).isEqualTo(Duration.ofSeconds(2));
        assertThat(waitAfterOneMore("anna")).isEqualTo(Duration.ofSeconds(4));
        assertThat(waitAfterOneMore("anna")).isEqualTo(Duration.ofSeconds(8));
        assertThat(waitAfterOneMore("anna")).isEqualTo(Duration.ofSeconds(10));
        assertThat(waitAfterOneMore("anna")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void trying_too_early_does_not_make_it_longer() {
        fail("anna", 4);

        for (int i = 0; i < 50; i++) {
            throttle.begin("anna");
        }

        assertThat(throttle.begin("anna")).isEqualTo(SECOND);
        clock.pass(SECOND);
        assertThat(throttle.begin("anna")).isZero();
    }

    @Test
    void one_is_not_slowed_down_for_another() {
        fail("anna", 4);

        assertThat(throttle.begin("ben")).isZero();
    }

    @Test
    void many_at_once_gain_nothing() {
        int let = 0;
        for (int i = 0; i < 50; i++) {
            if (throttle.begin("anna").isZero()) {
                let++;
            }
        }

        assertThat(let).isEqualTo(4);
    }

    @Test
    void who_was_right_begins_anew() {
        fail("anna", 4);

        throttle.forget("anna");

        assertThat(throttle.failed("anna")).isZero();
        assertThat(throttle.begin("anna")).isZero();
    }

    @Test
    void a_try_that_did_not_fail_does_not_count() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.begin("office")).isZero();
            throttle.takeBack("office");
        }

        assertThat(throttle.failed("office")).isZero();
    }

    @Test
    void taking_one_back_leaves_the_others() {
        fail("office", 2);
        throttle.begin("office");

        throttle.takeBack("office");

        assertThat(throttle.failed("office")).isEqualTo(2);
    }

    @Test
    void who_is_left_alone_is_forgotten() {
        fail("anna", 4);

        clock.pass(Duration.ofMinutes(31));

        assertThat(throttle.failed("anna")).isZero();
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            throttle.begin(key);
        }
    }

    private Duration waitAfterOneMore(String key) {
        clock.pass(throttle.begin(key));
        assertThat(throttle.begin(key)).isZero();
        return throttle.begin(key);
    }
}
