package chat.parley.launcher.command;

import java.util.Optional;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops exactly what `up` has started. */
@Command(name = "down", description = "Stops what `up` has started, and nothing else.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @SuppressWarnings("NullAway.Init")
    private DownCommand() {}

    @Override
    public Integer call() {
        Optional<Installation> installation = Installation.lastStarted(home.home());
        if (installation.isEmpty()) {
            spec.commandLine().getOut().println("Nothing runs in " + home.home().data() + ".");
            return ExitCode.OK.number();
        }
        home.alone(() -> Installation.lastStarted(home.home())
                .ifPresent(last -> last.stop(step -> {
                    spec.commandLine().getOut().println("Stopping " + step + " …");
                    spec.commandLine().getOut().flush();
                })));
        return ExitCode.OK.number();
    }
}
