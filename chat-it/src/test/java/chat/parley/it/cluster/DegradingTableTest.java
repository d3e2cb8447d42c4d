package chat.parley.it.cluster;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import chat.parley.launcher.ParleyHome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/operations.md says of parts that are away: each row names tests, and they are there. */
class DegradingTableTest {

    private static final String TITLE = "## When a part is away";
    private static final Pattern TEST = Pattern.compile("`(\\w+IT)(?:\\.(\\w+))?`(?: \\(([^)]*)\\))?");

    @Test
    void every_row_names_its_tests() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(4)
                .allMatch(row -> TEST.matcher(row).find());
    }

    @Test
    void the_tests_that_are_named_exist() throws IOException {
        List<MatchResult> named =
                rows().stream().flatMap(row -> TEST.matcher(row).results()).toList();

        assertThat(named).allSatisfy(test -> {
            Class<?> type = Class.forName(getClass().getPackageName() + "." + test.group(1));
            if (test.group(2) != null) {
                assertThat(type.getDeclaredMethods())
                        .extracting(Method::getName)
                        .contains(test.group(2));
            }
            if (test.group(3) != null) {
                List<String> faults = Pattern.compile("\\w+")
                        .matcher(test.group(3))
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertThat(Stream.of(Fault.values()).map(Fault::name)).containsAll(faults);
            }
        });
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ParleyHome.find().checkout().resolve("docs/operations.md")).stream()
                .dropWhile(line -> !line.equals(TITLE))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| ---"))
                .toList();
    }
}
