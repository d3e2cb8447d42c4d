package chat.parley.it.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static chat.parley.it.history.World.ANNA;
import static chat.parley.it.history.World.BEN;
import static org.assertj.core.api.Assertions.assertThat;

class HistoryCheckerTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_clean_history_ends_with_0_and_says_so() throws IOException {
        write(true);

        int code = run(directory.toString());

        assertThat(code).isZero();
        assertThat(text(out)).contains("Every rule holds.");
    }

    @Test
    void a_broken_rule_ends_with_1_and_says_which_and_where() throws IOException {
        write(false);

        int code = run(
                directory.resolve("clients.jsonl").toString(),
                directory.resolve("log.jsonl").toString());

        assertThat(code).isEqualTo(1);
        assertThat(text(out)).contains("ACKNOWLEDGED_MISSING: conversation 5 number 3 client ben");
    }

    @Test
    void an_unreadable_line_ends_with_2_and_names_the_file() throws IOException {
        Files.writeString(directory.resolve("broken.jsonl"), "{\"op\":\"unheard-of\"}\n");

        int code = run(directory.toString());

        assertThat(code).isEqualTo(2);
        assertThat(text(err)).contains("broken.jsonl");
    }

    @Test
    void a_missing_file_ends_with_2() {
        assertThat(run(directory.resolve("nowhere.jsonl").toString())).isEqualTo(2);
    }

    @Test
    void without_arguments_it_tells_its_use() {
        assertThat(run()).isEqualTo(2);
        assertThat(text(err)).startsWith("Usage:");
    }

    private void write(boolean whole) throws IOException {
        World world = new World(ANNA, BEN);
        World.Client anna = world.client("anna", ANNA);
        World.Client ben = world.client("ben", BEN);
        Stream.of(anna, ben).forEach(World.Client::connect);
        anna.send("hello");
        ben.send("hello Anna");
        ben.edit(3, "hello, Anna!");
        anna.finish();
        ben.page();
        ben.finish();
        List<String> rows = world.rows().stream()
                .filter(row -> whole || !(row instanceof LogRow.Message message && message.seq() == 3))
                .map(HistoryFiles::line)
                .toList();
        Files.write(directory.resolve("log.jsonl"), rows);
        Files.write(
                directory.resolve("clients.jsonl"),
                world.entries().stream().map(HistoryFiles::line).toList());
    }

    private int run(String... arguments) {
        return HistoryChecker.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
