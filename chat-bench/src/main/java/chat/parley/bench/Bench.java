package chat.parley.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

import chat.parley.launcher.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code ./parley bench …}. */
@Command(
        name = "./parley bench",
        description = "Measures the installation that runs here.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PrepareCommand.class,
            LoadCommand.class,
            IdleCommand.class,
            PresenceCommand.class,
            RefereeLikeCommand.class,
            HistoryCommand.class,
            RetentionCommand.class,
            TieringCommand.class,
            AuditBenchCommand.class,
            SupervisionCommand.class,
            ProfileCommand.class
        })
public final class Bench {

    /** A run went to its end, and messages were lost, repeated or out of order, or none was accepted. */
    static final int FAULTY = 30;

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Bench::fail);
    }

    /** What could not be done is one line; what nobody thought of keeps its trace. */
    private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case LaunchException expected -> {
                err.println(expected.getMessage());
                yield expected.code().number();
            }
            case UncheckedIOException expected -> {
                err.println(expected.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            case IOException expected -> {
                err.println(expected.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            default -> throw failure;
        };
    }
}
