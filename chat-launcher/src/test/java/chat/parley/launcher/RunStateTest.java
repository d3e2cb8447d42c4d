package chat.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunStateTest {

    @TempDir
    Path directory;

    @Test
    void what_was_noted_is_read_again() {
        Path file = directory.resolve("run.json");
        RunState noted = new RunState(
                8080, "127.0.0.1", 2, "", List.of(new RunState.StartedNode("node1", 4711, "2026-11-22T09:00:00.120Z")));

        noted.write(file);

        assertThat(RunState.read(file)).contains(noted);
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void where_nothing_was_noted_there_is_nothing() {
        assertThat(RunState.read(directory.resolve("run.json"))).isEmpty();
    }

    @Test
    void a_note_that_cannot_be_read_is_none() throws IOException {
        Path file = Files.writeString(directory.resolve("run.json"), "{\"port\":80");

        assertThat(RunState.read(file)).isEmpty();
    }
}
