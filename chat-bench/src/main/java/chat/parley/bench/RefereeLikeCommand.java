package chat.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.load.LoadAccount;
import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.LoadResult;
import chat.parley.bench.load.Pace;
import chat.parley.launcher.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Runs scenarios by their names, one after the other. */
@Command(
        name = "referee-like",
        description = {
            "Runs the scenarios that Parley is compared with other servers by, one after the other: group-max,"
                    + " group-load, hot-max, hot-load, big, direct-max, direct-load, idle10k; without a name group-max,"
                    + " group-load, hot-max, direct-max and idle10k.",
            "A -load scenario goes at a part of what the -max scenario before it reached."
        },
        mixinStandardHelpOptions = true)
final class RefereeLikeCommand implements Callable<Integer> {

    private static final String IDLE = "idle10k";

    @Mixin
    final RunOptions run = new RunOptions();

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Connections of idle10k (${DEFAULT-VALUE}).")
    int connections;

    @Parameters(paramLabel = "SCENARIO", description = "What to run.")
    List<String> names = List.of("group-max", "group-load", "hot-max", "direct-max", IDLE);

    private final Map<String, Double> reached = new HashMap<>();
    private final Map<OperatorClient.Load, List<LoadAccount>> prepared = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        boolean sound = true;
        for (String name : names) {
            if (name.equals(IDLE)) {
                idle();
            } else {
                for (Scenario scenario : scenarios(name)) {
                    sound &= run(scenario).sound();
                }
            }
        }
        return sound ? 0 : Bench.FAULTY;
    }

    private List<Scenario> scenarios(String name) {
        List<Scenario> scenarios = Scenario.byName().get(name);
        if (scenarios == null) {
            throw new ParameterException(report.spec.commandLine(), "There is no scenario " + name);
        }
        return scenarios;
    }

    private LoadResult run(Scenario scenario) throws IOException {
        report.progress(scenario.label());
        LoadPlan plan = run.plan(scenario.senders(), pace(scenario.speed()));
        LoadResult result = LoadCommand.run(plan, members(scenario.rooms()), server);
        reached.put(scenario.label(), result.acceptedPerSecond());
        report.tell(result.figures(scenario.label()));
        return result;
    }

    private Pace pace(Scenario.Speed speed) {
        return switch (speed) {
            case Scenario.Speed.Most(int window) -> new Pace.Window(window);
            case Scenario.Speed.Fixed(double perSecond) -> new Pace.Rate(perSecond, run.arrivals);
            case Scenario.Speed.PartOf(Scenario most, double part) -> {
                Double whole = reached.get(most.label());
                if (whole == null) {
                    throw new ParameterException(
                            report.spec.commandLine(), "'" + most.label() + "' has to run before a part of it");
                }
                yield new Pace.Rate(whole * part, run.arrivals);
            }
        };
    }

    private void idle() throws IOException {
        int members = 10;
        List<LoadAccount> accounts =
                members(new OperatorClient.Load((connections + members - 1) / members, members, false));
        report.progress("idle, " + connections + " connections");
        report.tell(new IdleTrial(server, Duration.ofSeconds(5)).run("idle", accounts.subList(0, connections)));
    }

    /** The same members for the same rooms: their tokens outlive the few runs. */
    private List<LoadAccount> members(OperatorClient.Load rooms) throws IOException {
        List<LoadAccount> members = prepared.get(rooms);
        if (members == null) {
            members = server.prepare(rooms);
            prepared.put(rooms, members);
        }
        return members;
    }
}
