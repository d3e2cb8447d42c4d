package chat.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExitCodeTest {

    @Test
    void each_has_a_number_of_its_own() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void each_is_in_the_operators_table() throws IOException {
        String table = Files.readString(Path.of("../docs/operations.md"));

        assertThat(ExitCode.values())
                .allSatisfy(code -> assertThat(table).contains("| " + code.number() + " | `" + code + "` |"));
    }
}
