package chat.parley.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.ParleyHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class HomeOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database, keys and nodes are kept (default: .parley in the checkout).")
    private @Nullable Path data;

    ParleyHome home() {
        String checkout = System.getProperty("parley.checkout");
        ParleyHome home =
                checkout == null ? ParleyHome.find() : new ParleyHome(Path.of(checkout), Path.of(checkout, ".parley"));
        return data == null ? home : home.withData(data);
    }

    /** The one that was started last. */
    Installation lastStarted() {
        return Installation.lastStarted(home())
                .orElseThrow(() -> new LaunchException(
                        ExitCode.NOT_RUNNING, "Nothing runs in " + home().data() + "; start it with `parley up`"));
    }

    /** Does something while no other launcher starts or stops anything in the same directory. */
    void alone(Runnable work) {
        Path file = home().data().resolve("lock");
        try {
            Files.createDirectories(home().data());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
