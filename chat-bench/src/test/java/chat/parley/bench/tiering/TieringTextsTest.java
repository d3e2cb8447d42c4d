package chat.parley.bench.tiering;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TieringTextsTest {

    @Test
    void most_are_short_some_are_long_and_none_is_like_another() {
        SplittableRandom random = new SplittableRandom(1);
        String[] texts = IntStream.range(0, 10_000)
                .mapToObj(_ -> TieringTexts.text(random))
                .filter(text -> text.length() > 30)
                .toArray(String[]::new);
        int[] lengths = Arrays.stream(texts).mapToInt(String::length).sorted().toArray();

        assertThat(texts.length).isBetween(7_000, 9_000);
        assertThat(lengths[texts.length - 5_000]).isBetween(50, 75);
        assertThat(lengths[texts.length - 100]).isBetween(450, 800);
        assertThat(texts).doesNotHaveDuplicates();
    }
}
