package chat.parley.launcher.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one class a command, each of which ends with an {@link ExitCode}. */
@Command(
        name = "parley",
        description = "Runs Parley on this machine.",
        mixinStandardHelpOptions = true,
        version = "Parley 1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            AccountCommand.class,
            TokenCommand.class,
            ArchiveCommand.class,
            AuditCommand.class,
            SweepCommand.class,
            ExportCommand.class
        },
        footer = {
            "",
            "bench … runs the benchmarks: `parley bench --help`.",
            "Exit codes and settings: docs/operations.md and server-config/README.md."
        })
public final class Launcher implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private Launcher() {}

    /** Ends the process with an {@link ExitCode}. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .addSubcommand(CallCommand.line())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, _) -> tell(failure, line.getErr()));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.USAGE.number();
    }

    private static int tell(Exception failure, PrintWriter err) {
        if (failure instanceof LaunchException expected) {
            err.println("parley: " + expected.getMessage());
            return expected.code().number();
        }
        if (System.getenv("PARLEY_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        err.println("parley: " + failure + " (unexpected; PARLEY_DEBUG=1 shows where)");
        return ExitCode.UNEXPECTED.number();
    }
}
