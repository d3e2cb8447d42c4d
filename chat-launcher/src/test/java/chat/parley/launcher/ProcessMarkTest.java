package chat.parley.launcher;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessMarkTest {

    private Process process;

    @BeforeEach
    void a_process() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void is_ended() {
        process.destroyForcibly();
    }

    @Test
    void a_running_process_is_found_again() {
        ProcessMark mark = ProcessMark.of(process.toHandle());

        assertThat(mark.alive()).isTrue();
        assertThat(mark.process()).contains(process.toHandle());
    }

    @Test
    void an_ended_process_is_not() {
        ProcessMark mark = ProcessMark.of(process.toHandle());

        process.destroyForcibly().onExit().join();

        assertThat(mark.alive()).isFalse();
    }

    @Test
    void another_process_with_the_same_number_is_a_stranger() {
        ProcessMark mark = ProcessMark.of(process.toHandle());
        ProcessMark earlier = new ProcessMark(mark.pid(), mark.startedAt().minus(Duration.ofMinutes(1)));

        assertThat(earlier.alive()).isFalse();
        assertThat(earlier.process()).isEmpty();
    }
}
