package chat.parley.bench.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScheduleTest {

    @Test
    void uniform_arrivals_lie_at_even_distances_and_do_not_drift() {
        Schedule schedule = new Schedule(3, Pace.Arrivals.UNIFORM, 0, 1);

        for (int i = 0; i < 3_000_000; i++) {
            schedule.advance();
        }

        assertThat(schedule.due()).isCloseTo(1_000_000_000_000_000L, within(1_000_000L));
    }

    @Test
    void two_schedules_side_by_side_alternate() {
        Schedule first = new Schedule(10, Pace.Arrivals.UNIFORM, 0, 1);
        Schedule second = new Schedule(10, Pace.Arrivals.UNIFORM, 0.5, 2);

        assertThat(first.due()).isZero();
        assertThat(second.due()).isEqualTo(50_000_000);
    }

    @Test
    void poisson_arrivals_come_as_often_as_asked_and_as_irregularly_as_people_do() {
        Schedule schedule = new Schedule(1000, Pace.Arrivals.POISSON, 0, 42);
        int atOnce = 0;
        long before = 0;

        for (int i = 0; i < 100_000; i++) {
            schedule.advance();
            atOnce += schedule.due() - before < 100_000 ? 1 : 0;
            before = schedule.due();
        }

        assertThat(schedule.due() / 1e9).isCloseTo(100, within(2.0));
        assertThat(atOnce / 100_000.0).isCloseTo(1 - Math.exp(-0.1), within(0.01));
    }
}
