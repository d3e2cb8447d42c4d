package chat.parley.bench.history;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SizesTest {

    @Test
    void sizes_add_up_and_no_conversation_is_empty() {
        long[] sizes = Sizes.of(10_000_000, 20_000, 1_000_000);

        assertThat(sizes).hasSize(20_000).startsWith(1_000_000);
        assertThat(Arrays.stream(sizes).sum()).isEqualTo(10_000_000);
        assertThat(Arrays.stream(sizes).min().orElse(0)).isPositive();
    }

    @Test
    void few_are_busy_and_most_are_quiet() {
        long[] sizes = Sizes.of(10_000_000, 20_000, 1_000_000);

        long ofTheBusiestTenth = Arrays.stream(sizes).limit(2_000).sum();
        assertThat(ofTheBusiestTenth).isGreaterThan(6_000_000);
        assertThat(sizes[10_000]).isLessThan(300);
    }

    @Test
    void more_than_there_is_cannot_be_in_one() {
        assertThatThrownBy(() -> Sizes.of(100, 10, 95)).isInstanceOf(IllegalArgumentException.class);
    }
}
