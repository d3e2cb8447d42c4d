package chat.parley.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import chat.parley.it.host.Tool;
import chat.parley.launcher.ParleyHome;

/** The wall clock of a node, which can be turned while it runs: {@code wrong_clock.c} is loaded under it. */
final class WrongClock {

    private static final Path WORK =
            Path.of(System.getProperty("parley.it.work", "target/it")).toAbsolutePath();
    private static final Path LIBRARY = WORK.resolve("wrong_clock.so");
    private static final Path OFFSET = WORK.resolve("wrong_clock.offset");

    private WrongClock() {}

    /** Whether there is a C compiler here. */
    static boolean available() {
        return Tool.find("cc").isPresent();
    }

    /** One that is right until it is turned. */
    static WrongClock right() {
        Path source = ParleyHome.find().checkout().resolve("chat-it/src/test/c/wrong_clock.c");
        Tool.run(List.of(
                Tool.find("cc").orElseThrow().toString(),
                "-shared",
                "-fPIC",
                "-O2",
                "-o",
                LIBRARY.toString(),
                source.toString(),
                "-ldl"));
        WrongClock clock = new WrongClock();
        clock.turn(Duration.ZERO);
        return clock;
    }

    /** What starts a node with this clock. */
    Map<String, String> settings() {
        return Map.of("LD_PRELOAD", LIBRARY.toString(), "WRONG_CLOCK", OFFSET.toString());
    }

    /** From now on it is wrong by so much. */
    void turn(Duration wrong) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        number.putLong(wrong.toSeconds()).flip();
        try (FileChannel file = FileChannel.open(OFFSET, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(number, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
