package chat.parley.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clock of a node, which can be turned while it runs: libfaketime stands between the node and the system. (Its
 * variant for threads takes a lock each time a clock is read, which a node does not survive.)
 */
final class WrongClock {

    private final Path offset;

    private WrongClock(Path offset) {
        this.offset = offset;
    }

    /** Whether libfaketime is installed here. */
    static boolean available() {
        return library().isPresent();
    }

    /** One that is right until it is turned. */
    static WrongClock right() {
        Path offset = Path.of(System.getProperty("parley.it.work", "target/it"), "clock")
                .toAbsolutePath();
        WrongClock clock = new WrongClock(offset);
        clock.turn(Duration.ZERO);
        return clock;
    }

    /** What starts a node with this clock. */
    Map<String, String> settings() {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** Within a second it is wrong by so much. */
    void turn(Duration wrong) {
        try {
            Path next = offset.resolveSibling("clock.next");
            Files.writeString(next, "%+d%n".formatted(wrong.toSeconds()));
            Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64")
                .map(directory -> Path.of(directory, "faketime/libfaketime.so.1"))
                .filter(Files::isReadable)
                .findFirst();
    }
}
