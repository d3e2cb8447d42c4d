package chat.parley.it.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that tests do something with, and that need not be there. */
final class Tool {

    private Tool() {}

    /** Where a program is, if it is installed. */
    static Optional<Path> find(String name) {
        return Stream.of("/usr/sbin", "/sbin", "/usr/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end; fails if it does. */
    static void run(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(words.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(words.toString(), e);
        }
    }
}
