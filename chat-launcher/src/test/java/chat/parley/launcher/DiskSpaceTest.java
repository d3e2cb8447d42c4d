package chat.parley.launcher;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiskSpaceTest {

    @TempDir
    Path directory;

    @Test
    void a_disk_with_room_gets_its_directory() {
        Path wanted = directory.resolve("a/b");

        DiskSpace.require(wanted, 1);

        assertThat(wanted).isDirectory();
    }

    @Test
    void a_full_disk_is_refused_in_one_line() {
        assertThatThrownBy(() -> DiskSpace.require(directory, Long.MAX_VALUE))
                .isInstanceOfSatisfying(LaunchException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ExitCode.DISK_FULL);
                    assertThat(refusal)
                            .hasMessageContaining(directory + " is full")
                            .hasMessageMatching("[^\n]+");
                });
    }
}
