package chat.parley.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another program, run to its end. */
final class Command {

    private final List<String> words;
    private final Map<String, String> environment;

    private Command(List<String> words, Map<String, String> environment) {
        this.words = words;
        this.environment = environment;
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words), Map.of());
    }

    /** The same with other words before it. */
    Command after(List<String> first) {
        List<String> all = new ArrayList<>(first);
        all.addAll(words);
        return new Command(all, environment);
    }

    /** The same with a variable of its environment set. */
    Command with(String variable, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(variable, value);
        return new Command(words, all);
    }

    /** What came of it; {@code output} holds both streams. */
    record Result(int status, String output) {

        boolean good() {
            return status == 0;
        }

        /** The last line that says something, for a message of one line. */
        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        }
    }

    Result run() {
        return run("");
    }

    /** Runs it with this to read, which is little. */
    Result run(String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream read = process.getOutputStream()) {
                read.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(ExitCode.UNEXPECTED, "Interrupted while " + words.getFirst() + " ran", e);
        }
    }
}
