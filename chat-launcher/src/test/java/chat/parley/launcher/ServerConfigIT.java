package chat.parley.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The server as the build has configured it, with {@code cli/parley.cli} applied once more. */
class ServerConfigIT {

    private static final Path SERVER = ParleyHome.find().server();
    private static final Path ONCE = SERVER.resolve("standalone/configuration/standalone-full-ha.xml");
    private static final Path TWICE = SERVER.resolve("standalone/configuration/applied-twice.xml");

    @TempDir
    Path directory;

    @BeforeEach
    void a_copy_of_what_the_build_made() throws IOException {
        Files.copy(ONCE, TWICE, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    void no_copy_is_left() throws IOException {
        Files.delete(TWICE);
    }

    @Test
    void applied_twice_the_script_changes_nothing_more() throws IOException {
        Path script = directory.resolve("twice.cli");
        String original = Files.readString(ParleyHome.find().checkout().resolve("server-config/cli/parley.cli"));
        Files.writeString(script, original.replace("standalone-full-ha.xml --std-out", "applied-twice.xml --std-out"));

        Command.Result result = Command.of(List.of(
                        "env",
                        "JBOSS_HOME=" + SERVER,
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        SERVER.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        SERVER.resolve("modules").toString(),
                        "org.jboss.as.cli",
                        "--file=" + script))
                .run();

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(Files.readAllLines(TWICE)).containsExactlyElementsOf(Files.readAllLines(ONCE));
    }
}
