package chat.parley.ejb.time;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done again and again. */
class BeatTest {

    private final List<String> said = new ArrayList<>();
    private boolean away;

    private final Beat beat = new Beat(this::work, failure -> said.add(failure.getMessage()), () -> said.add("again"));

    @Test
    void it_goes_on_after_failures_and_says_once_that_it_fails_and_once_that_it_works_again() {
        beat.beat();
        away = true;
        beat.beat();
        beat.beat();
        away = false;
        beat.beat();
        beat.beat();
        away = true;
        beat.beat();

        assertThat(said).containsExactly("work", "away", "work", "again", "work", "away");
    }

    private void work() {
        if (away) {
            throw new IllegalStateException("away");
        }
        said.add("work");
    }
}
