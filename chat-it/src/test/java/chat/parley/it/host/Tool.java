package chat.parley.it.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that tests do something with, and that need not be there. */
public final class Tool {

    private Tool() {}

    /** Where a program is, if it is installed. */
    public static Optional<Path> find(String name) {
        return Stream.of("/usr/sbin", "/sbin", "/usr/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end, and returns what it said; fails if it does. */
    public static String run(List<String> words) {
        return run(new ProcessBuilder(words));
    }

    /** The same, for one that is told more than words. */
    public static String run(ProcessBuilder program) {
        try {
            Process process = program.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.command() + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(program.command().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program.command().toString(), e);
        }
    }
}
