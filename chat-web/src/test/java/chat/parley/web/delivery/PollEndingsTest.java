package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import chat.parley.web.wire.CloseCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollEndingsTest {

    private static final Instant START = Instant.EPOCH;

    private final PollEndings endings = new PollEndings();

    @BeforeEach
    void at_the_start() {
        after(Duration.ZERO);
    }

    @Test
    void how_a_connection_ended_is_known_for_a_while() {
        endings.note("annas", CloseCode.UNAUTHENTICATED);

        assertThat(endings.of("annas")).contains(CloseCode.UNAUTHENTICATED);
        assertThat(endings.of("bens")).isEmpty();
        after(PollEndings.KEPT);
        assertThat(endings.of("annas")).contains(CloseCode.UNAUTHENTICATED);
        after(PollEndings.KEPT.plusSeconds(1));
        assertThat(endings.of("annas")).isEmpty();
    }

    @Test
    void of_too_many_the_first_are_forgotten() {
        for (int i = 0; i <= PollEndings.MOST; i++) {
            endings.note("connection " + i, CloseCode.HEARTBEAT_MISSED);
        }

        assertThat(endings.of("connection 0")).isEmpty();
        assertThat(endings.of("connection 1")).isPresent();
        assertThat(endings.of("connection " + PollEndings.MOST)).isPresent();
    }

    private void after(Duration time) {
        endings.clock = Clock.fixed(START.plus(time), ZoneOffset.UTC);
    }
}
