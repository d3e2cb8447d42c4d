package chat.parley.launcher.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the nodes wrote. */
@Command(name = "logs", description = "Shows what the nodes wrote last.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(names = "-f", description = "Goes on as they write more, until ctrl-C.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "100",
            description = "How many lines of each (default: 100).")
    private int lines;

    @SuppressWarnings("NullAway.Init")
    private LogsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            words.add("-F");
        }
        home.lastStarted().nodes().forEach(node -> words.add(node.log().toString()));
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
