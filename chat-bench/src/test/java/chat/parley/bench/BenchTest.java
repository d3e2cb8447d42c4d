package chat.parley.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import chat.parley.bench.history.HistoryPlan;
import chat.parley.bench.load.LoadPlan;
import chat.parley.bench.load.Pace;
import chat.parley.bench.load.Upheaval;
import chat.parley.launcher.OperatorClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {

    @Test
    void a_load_without_options_is_a_closed_loop_of_twenty_teams() {
        LoadCommand command = load();

        assertThat(command.rooms.load()).isEqualTo(new OperatorClient.Load(20, 10, false));
        assertThat(plan(command))
                .isEqualTo(new LoadPlan(
                        1,
                        new Pace.Window(1),
                        100,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(20),
                        1,
                        Upheaval.NONE));
    }

    @Test
    void a_rate_makes_it_an_open_loop() {
        LoadCommand command = load("--rate", "500", "--arrivals", "poisson", "--duration", "0.5", "--senders", "3");

        assertThat(plan(command).pace()).isEqualTo(new Pace.Rate(500, Pace.Arrivals.POISSON));
        assertThat(plan(command).duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(plan(command).senders()).isEqualTo(3);
    }

    @Test
    void direct_conversations_have_two_members_whatever_is_asked_for() {
        assertThat(load("--rooms", "7", "--members", "9", "--direct").rooms.load())
                .isEqualTo(new OperatorClient.Load(7, 2, true));
    }

    @Test
    void only_those_who_connect_are_asked_for() {
        assertThat(load("--rooms", "1", "--members", "200000", "--connect", "50")
                        .rooms
                        .load())
                .isEqualTo(new OperatorClient.Load(1, 200_000, 50, false));
    }

    @Test
    void a_server_elsewhere_is_named_by_urls_and_processes() {
        LoadCommand command = load("--url", "http://127.0.0.1:1", "--process", "node=42", "--process", "pg=43");

        assertThat(command.server.nodes()).hasToString("[http://127.0.0.1:1]");
        assertThat(command.server.processes).isEqualTo(Map.of("node", 42L, "pg", 43L));
        assertThat(command.server.jvms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "load --window 2 --rate 5",
                "load --window many",
                "prepare --rooms 2",
                "prepare --out",
                "nothing",
                "referee-like unheard-of"
            })
    void what_makes_no_sense_is_a_usage_error(String line) {
        StringWriter said = new StringWriter();

        int status = Bench.commandLine().setErr(new PrintWriter(said)).execute(line.split(" ", -1));

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).isNotBlank();
    }

    @Test
    void every_scenario_of_the_comparison_has_its_name() {
        assertThat(Scenario.byName().keySet())
                .containsExactly("group-max", "group-load", "hot-max", "hot-load", "big", "direct-max", "direct-load");
        assertThat(Scenario.byName().values().stream().flatMap(List::stream).map(Scenario::label))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_starts_a_database_of_its_own_keeps_it_apart_and_has_a_size_of_its_own() {
        HistoryCommand history = (HistoryCommand) parsed("history");
        TieringCommand tiering = (TieringCommand) parsed("tiering", "--messages", "2000", "--before", "1");

        assertThat(history.history.plan()).isEqualTo(new HistoryPlan(10_000_000, 20_000, 1_000_000));
        assertThat(tiering.history.plan()).isEqualTo(new HistoryPlan(2_000, 200, 20_000));
        assertThat(tiering.posting.rate).isEqualTo(100);
        assertThat(tiering.posting.alone()).isEqualTo(Duration.ofSeconds(1));
        assertThat(history.data.home().data()).endsWithRaw(Path.of("bench-history"));
        assertThat(tiering.data.home().data()).endsWithRaw(Path.of("bench-tiering"));
    }

    @Test
    void the_help_tells_the_size_and_the_place_that_a_command_has() {
        StringWriter help = new StringWriter();

        Bench.commandLine().setOut(new PrintWriter(help)).execute("supervision", "--help");

        assertThat(help.toString()).contains("(100000)", "(8480)", ".parley/bench-supervision");
    }

    private static LoadCommand load(String... options) {
        return (LoadCommand) parsed("load", options);
    }

    private static Object parsed(String command, String... options) {
        CommandLine.ParseResult parsed = Bench.commandLine().parseArgs(arguments(command, options));
        return parsed.subcommand().commandSpec().userObject();
    }

    private static LoadPlan plan(LoadCommand command) {
        return command.run.plan(command.pace.senders, command.pace.pace(command.run.arrivals));
    }

    private static String[] arguments(String command, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = command;
        System.arraycopy(options, 0, all, 1, options.length);
        return all;
    }
}
