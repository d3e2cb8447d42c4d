package chat.parley.ejb.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatencyHistogramTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Timer timer = LatencyHistogram.of("some.thing", meters);

    @Test
    void it_shows_how_many_took_at_most_how_long() {
        timer.record(Duration.ofMillis(3));
        timer.record(Duration.ofMillis(100));
        timer.record(Duration.ofMinutes(1));

        assertThat(within("0.001")).isZero();
        assertThat(within("0.005")).isOne();
        assertThat(within("0.1")).isEqualTo(2);
        assertThat(within("5.0")).isEqualTo(2);
        assertThat(within("+Inf")).isEqualTo(3);
    }

    @Test
    void it_shows_how_many_there_were_and_how_long_all_of_them_took() {
        timer.record(Duration.ofMillis(3));
        timer.record(Duration.ofMillis(100));

        assertThat(meters.get("some.thing").functionTimer().count()).isEqualTo(2);
        assertThat(meters.get("some.thing").functionTimer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(103);
    }

    private double within(String seconds) {
        return meters.get("some.thing.within")
                .tag("le", seconds)
                .functionCounter()
                .count();
    }
}
