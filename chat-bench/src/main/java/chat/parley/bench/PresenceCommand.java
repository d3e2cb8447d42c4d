package chat.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.bench.load.LoadAccount;
import chat.parley.launcher.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has many people online who watch each other, some of whom change, and tells what that costs. */
@Command(
        name = "presence",
        description = {
            "Connects people who each watch some others, has some of them change their status all the time, and measures"
                    + " processor time and frames: to connect, while nothing changes, and while it does."
        },
        mixinStandardHelpOptions = true)
final class PresenceCommand implements Callable<Integer> {

    private static final int MEMBERS = 10;

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--online",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many are online (${DEFAULT-VALUE}).")
    int online;

    @Option(
            names = "--watched",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many others each of them watches (${DEFAULT-VALUE}).")
    int watched;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many change their status in a second (${DEFAULT-VALUE}).")
    int changes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "How long to measure, once without changes and once with them (${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--label", defaultValue = "presence", description = "What the run is called in the report.")
    String label = "presence";

    @Override
    public Integer call() throws IOException {
        int rooms = (online + MEMBERS - 1) / MEMBERS;
        List<LoadAccount> people = server.prepare(new OperatorClient.Load(rooms, MEMBERS, false)).stream()
                .limit(online)
                .toList();
        try (PresenceTrial trial = new PresenceTrial(people, server.nodes(), watched)) {
            report.progress("connecting " + people.size());
            report.tell(trial.run(label, server.machine(), changes, Duration.ofSeconds(seconds)));
        }
        return 0;
    }
}
