package chat.parley.launcher.command;

import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands out an access token, for scripts. */
@Command(
        name = "token",
        description = "Prints an access token of an account, for scripts.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "USER", description = "Whose.")
    private String user;

    @SuppressWarnings("NullAway.Init")
    private TokenCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(home.lastStarted().operator().token(user));
        return ExitCode.OK.number();
    }
}
