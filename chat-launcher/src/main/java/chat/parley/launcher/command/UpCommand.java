package chat.parley.launcher.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.Installation;
import chat.parley.launcher.LaunchException;
import chat.parley.launcher.Node;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts what is not running yet, and says where people can sign in. */
@Command(name = "up", description = "Starts Parley and says where to sign in.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--nodes", paramLabel = "N", description = "How many servers, as one cluster (default: 1).")
    private @Nullable Integer nodes;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Where the first server is to be found, the next at a distance of 100 (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address people connect to; 0.0.0.0 for all (default: 127.0.0.1, this machine only).")
    private @Nullable String bind;

    @Option(names = "--detach", description = "Returns when all is ready, and leaves it running.")
    private boolean detach;

    @Option(
            names = "--demo",
            negatable = true,
            description = "Makes people and a channel to try it with (default: yes where only this machine connects).")
    private @Nullable Boolean demo;

    @SuppressWarnings("NullAway.Init")
    private UpCommand() {}

    @Override
    public Integer call() {
        Installation installation = installation();
        boolean withDemo = demo == null ? installation.plan().onLoopback() : demo;
        if (withDemo && !installation.plan().onLoopback()) {
            throw new LaunchException(
                    ExitCode.DEMO_REFUSED,
                    "Demo people have a known password: --demo is refused on "
                            + installation.plan().bind());
        }
        boolean mayStop = !installation.running();
        OnExit onExit = new OnExit(installation);
        if (mayStop) {
            Runtime.getRuntime().addShutdownHook(new Thread(onExit::stop, "stop what was started"));
        }
        try {
            home.alone(() -> bringUp(installation, withDemo));
            if (mayStop && !detach) {
                installation.awaitEnd();
            } else {
                onExit.keep();
            }
        } catch (LaunchException e) {
            if (onExit.hasBegun()) {
                return ExitCode.OK.number();
            }
            throw e;
        } finally {
            onExit.released();
        }
        return ExitCode.OK.number();
    }

    private void bringUp(Installation installation, boolean withDemo) {
        PrintWriter out = spec.commandLine().getOut();
        boolean ran = installation.nodes().stream().allMatch(Node::ready);
        if (!ran) {
            installation.start(step -> {
                out.println("Starting " + step + " …");
                out.flush();
            });
        }
        if (withDemo) {
            installation.operator().demo();
        }
        out.println();
        installation
                .nodes()
                .forEach(node -> out.println((ran ? "Parley runs already at " : "Parley runs at ")
                        + node.url()
                        + (detach || ran ? "" : "   (ctrl-C stops it)")));
        if (withDemo) {
            out.println("Sign in as alice, bob, carol, dave or admin, with the password parley-demo.");
            out.println("The console at /admin is for admin, officer, officer2 and auditor.");
        } else {
            out.println("Make somebody who can sign in: ./parley account create NAME --administrator");
        }
        out.flush();
    }

    /** What runs already where nothing else was asked for; else what is asked for, and for the rest what ran last. */
    private Installation installation() {
        Optional<Installation> last = Installation.lastStarted(home.home());
        Optional<Installation.Plan> before = last.map(Installation::plan);
        Installation.Plan wanted = new Installation.Plan(
                home.home(),
                Optional.ofNullable(nodes)
                        .or(() -> before.map(Installation.Plan::nodes))
                        .orElse(1),
                Optional.ofNullable(port)
                        .or(() -> before.map(Installation.Plan::port))
                        .orElse(8080),
                Optional.ofNullable(bind)
                        .or(() -> before.map(Installation.Plan::bind))
                        .orElse("127.0.0.1"),
                Map.of());
        if (last.isEmpty() || !last.get().running()) {
            return Installation.of(wanted);
        }
        Installation.Plan runs = last.get().plan();
        if (!wanted.bind().equals(runs.bind()) || wanted.port() != runs.port() || wanted.nodes() != runs.nodes()) {
            throw new LaunchException(
                    ExitCode.RUNS_OTHERWISE,
                    "It runs already with --nodes " + runs.nodes() + " --port " + runs.port() + " --bind " + runs.bind()
                            + "; stop it first with `parley down`");
        }
        return last.get();
    }
}
