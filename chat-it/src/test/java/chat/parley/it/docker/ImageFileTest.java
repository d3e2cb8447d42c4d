package chat.parley.it.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import chat.parley.launcher.ParleyHome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules that {@code docker/Dockerfile} keeps; the usual linters of such files are not to be had everywhere. */
class ImageFileTest {

    private static final Pattern PINNED = Pattern.compile("[a-z-]+:\\d+(\\.\\d+)+\\S*( AS [a-z]+)?");
    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|key");

    private final ImageFile file = ImageFile.read();

    @Test
    void a_container_starts_what_other_nodes_start_with() {
        assertThat(file.entryPoint()).containsExactly("/opt/parley/server/bin/parley-node");
        assertThat(file.healthCheck()).containsExactly("/opt/parley/server/bin/parley-health");
        assertThat(ParleyHome.find().checkout().resolve("server-config/bin"))
                .isDirectoryContaining("glob:**/parley-node")
                .isDirectoryContaining("glob:**/parley-health");
    }

    @Test
    void it_runs_as_somebody_who_is_not_root_by_number() {
        assertThat(file.user()).matches("[1-9]\\d{3,}");
    }

    @Test
    void it_ends_by_the_signal_that_drains() {
        assertThat(file.only("STOPSIGNAL").rest()).isEqualTo("SIGTERM");
    }

    @Test
    void what_it_is_made_from_has_an_exact_version() {
        assertThat(rests("FROM"))
                .hasSizeGreaterThan(1)
                .allMatch(base -> PINNED.matcher(base).matches());
    }

    @Test
    void it_is_told_only_what_a_node_knows() {
        assertThat(Settings.documented()).containsAll(file.environment().keySet());
    }

    @Test
    void no_secret_is_in_a_layer() throws IOException {
        assertThat(rests("ENV", "ARG")).noneMatch(line -> SECRET.matcher(line).find());
        assertThat(Files.readAllLines(ComposeFile.DIRECTORY.resolve("Dockerfile.dockerignore")))
                .contains("docker/secrets", ".git", ".parley");
    }

    @Test
    void what_it_writes_to_is_one_volume() {
        assertThat(file.only("VOLUME").rest()).isEqualTo(file.environment().get("PARLEY_NODE_DIR"));
        assertThat(file.environment().get("PARLEY_EAR")).startsWith("/opt/parley/");
    }

    @Test
    void nothing_is_fetched_but_by_the_build() {
        assertThat(file.instructions()).extracting(ImageFile.Instruction::word).doesNotContain("ADD", "SHELL", "CMD");
        assertThat(file.image()).noneMatch(line -> line.rest().matches(".*\\b(apt|apt-get|curl|wget)\\b.*"));
        assertThat(rests("COPY").filter(copy -> !copy.startsWith("--from="))).containsExactly(". .");
    }

    private Stream<String> rests(String... words) {
        return file.instructions().stream()
                .filter(line -> List.of(words).contains(line.word()))
                .map(ImageFile.Instruction::rest);
    }
}
