package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room for what is to be written. */
final class DiskSpace {

    private DiskSpace() {}

    /**
     * Makes the directory if need be and checks that so many bytes can be written there.
     *
     * @throws LaunchException if not
     */
    static void require(Path directory, long bytes) {
        try {
            Files.createDirectories(directory);
            long usable = Files.getFileStore(directory).getUsableSpace();
            if (usable < bytes) {
                throw new LaunchException(
                        ExitCode.DISK_FULL,
                        "The disk of " + directory + " is full: " + (usable >> 20) + " MB left, " + (bytes >> 20)
                                + " MB needed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
