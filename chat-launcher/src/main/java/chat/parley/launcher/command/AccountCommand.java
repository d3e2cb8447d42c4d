package chat.parley.launcher.command;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.OperatorClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who can sign in. Needs a running server and the installation's private key. */
@Command(
        name = "account",
        description = "Makes and disables accounts, and changes passwords.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create | password | disable)")
final class AccountCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private AccountCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    @Command(description = "Makes an account; asks for its password.", mixinStandardHelpOptions = true)
    int create(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "NAME", description = "What it signs in as.") String name,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "What others see.") @Nullable
                    String displayName,
            @Option(names = "--administrator", description = "It has the duties system, people and moderation.")
                    boolean administrator,
            @Option(
                            names = "--duty",
                            paramLabel = "DUTY",
                            description = "It has this duty: system, people, compliance, audit or moderation."
                                    + " Can be given several times.")
                    @Nullable
                    List<String> duties,
            @Option(names = "--password-stdin", description = "Reads the password from standard input.")
                    boolean fromInput)
            throws IOException {
        OperatorClient operator = home.lastStarted().operator();
        operator.create(new OperatorClient.NewAccount(
                name, displayName, password(name, fromInput), administrator, duties == null ? List.of() : duties));
        return ExitCode.OK.number();
    }

    @Command(description = "Gives an account another password, and asks for it.", mixinStandardHelpOptions = true)
    int password(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "NAME", description = "Whose.") String name,
            @Option(names = "--password-stdin", description = "Reads the password from standard input.")
                    boolean fromInput)
            throws IOException {
        OperatorClient operator = home.lastStarted().operator();
        operator.changePassword(name, password(name, fromInput));
        return ExitCode.OK.number();
    }

    @Command(description = "Locks an account out, at once and everywhere.", mixinStandardHelpOptions = true)
    int disable(@Mixin HomeOption home, @Parameters(paramLabel = "NAME", description = "Whom.") String name) {
        home.lastStarted().operator().disable(name);
        return ExitCode.OK.number();
    }

    private static String password(String name, boolean fromInput) throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (fromInput || terminal.isEmpty()) {
            return firstLine(System.in);
        }
        char[] once = terminal.get().readPassword("Password for %s: ", name);
        char[] twice = terminal.get().readPassword("The same again: ");
        if (once == null || !Arrays.equals(once, twice)) {
            throw new LaunchException(ExitCode.USAGE, "The two passwords differ; nothing was changed");
        }
        return new String(once);
    }

    private static String firstLine(InputStream input) throws IOException {
        String password = new String(input.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        if (password.isEmpty()) {
            throw new LaunchException(ExitCode.USAGE, "There is no password on standard input; nothing was changed");
        }
        return password;
    }
}
