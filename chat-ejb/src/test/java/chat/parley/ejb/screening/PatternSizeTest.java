package chat.parley.ejb.screening;

import java.util.Random;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PatternSizeTest {

    private static final String[] ATOMS = {
        "a", ".", "[a-c]", "[^]x]", "[]]", "\\d", "\\p{L}", "\\x{41}", "[[:alpha:]]", "\\{", "\\["
    };
    private static final String[] COUNTS = {"*", "+", "?", "{2}", "{0,3}", "{4,}", "{2,6}?", "{x}", "{", "}"};

    /** What the compiler makes of it is never much more than what was expected; else memory would not be safe. */
    @RepeatedTest(300)
    void no_pattern_becomes_larger_than_was_expected(RepetitionInfo repetition) {
        String pattern = pattern(new Random(repetition.getCurrentRepetition()), 4);
        int size;
        try {
            size = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).programSize();
        } catch (PatternSyntaxException e) {
            return; // as good as refused
        }

        assertThat(3 * PatternSize.of(pattern) + 20).as(pattern).isGreaterThanOrEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"a{1000}, 900, 2100", "(a{10}){10}, 90, 200", "abc, 3, 3", "'[{9}]x', 2, 2", "'\\p{L}{3}', 3, 9"})
    void the_size_is_about_what_is_counted(String pattern, double least, double most) {
        assertThat(PatternSize.of(pattern)).isBetween(least, most);
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            boolean group = depth > 0 && random.nextInt(2) == 0;
            pattern.append(
                    group
                            ? "(" + (random.nextBoolean() ? "?:" : "") + pattern(random, depth - 1)
                                    + (random.nextInt(3) == 0 ? "|" + pattern(random, depth - 1) : "") + ")"
                            : ATOMS[random.nextInt(ATOMS.length)]);
            if (random.nextInt(2) == 0) {
                pattern.append(COUNTS[random.nextInt(COUNTS.length)]);
            }
        }
        return pattern.toString();
    }
}
