package chat.parley.it.history;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * The command: {@code HistoryChecker FILE|DIRECTORY…} reads histories and exported logs, prints every rule with what was
 * found, and ends with 0 if all held, 1 if one was broken, 2 if something could not be read.
 */
public final class HistoryChecker {

    private HistoryChecker() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length == 0) {
            err.println("Usage: HistoryChecker FILE|DIRECTORY...");
            return 2;
        }
        try {
            List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
            HistoryFiles files = HistoryFiles.in(paths);
            Verdict verdict = Judging.judge(files.log(), files.entries());
            print(verdict, out);
            return verdict.clean() ? 0 : 1;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static void print(Verdict verdict, PrintStream out) {
        for (Rule rule : EnumSet.allOf(Rule.class)) {
            int count = verdict.counts().getOrDefault(rule, 0);
            out.printf("%-26s %s%n", rule, count == 0 ? "holds" : "broken " + count + " times: " + rule.text());
        }
        verdict.violations().forEach(out::println);
        out.println(verdict.clean() ? "Every rule holds." : "Some rules are broken.");
    }
}
