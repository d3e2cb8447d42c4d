package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another program, run to its end. */
final class Command {

    private final List<String> words;

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    /** The same with other words before it. */
    Command after(List<String> first) {
        List<String> all = new ArrayList<>(first);
        all.addAll(words);
        return new Command(all);
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
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
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
