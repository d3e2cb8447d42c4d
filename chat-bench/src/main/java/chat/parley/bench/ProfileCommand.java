package chat.parley.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import chat.parley.bench.machine.Jvm;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.LaunchException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records what a node spends its time on, while something else puts load on it. */
@Command(
        name = "profile",
        description = {
            "Records a node with the JDK's Flight Recorder and prints where its time went. Start a load first, in"
                    + " another terminal.",
            "The recording stays, to be looked at with jfr or JDK Mission Control."
        },
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {

    @Mixin
    final ServerOptions server = new ServerOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long to record (${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "node1",
            description = "Which one (${DEFAULT-VALUE}).")
    String node = "node1";

    @Option(names = "--recording", paramLabel = "FILE", description = "Where the recording goes.")
    @Nullable
    Path recording;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            split = ",",
            defaultValue = "cpu-time-hot-methods,hot-methods,allocation-by-class,contention-by-site,gc-pauses",
            description = "What to print of it, as jfr view calls it (${DEFAULT-VALUE}).")
    List<String> views = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, Jvm> jvms = server.jvms();
        Jvm jvm = jvms.get(node);
        if (jvm == null) {
            throw new LaunchException(ExitCode.NOT_RUNNING, "There is no " + node + " here, only " + jvms.keySet());
        }
        Path file = recording == null ? Files.createTempFile("parley-" + node + "-", ".jfr") : recording;
        jvm.record(file, Duration.ofSeconds(seconds));
        PrintWriter out = spec.commandLine().getOut();
        for (String view : views) {
            out.println(Jvm.view(view, file));
        }
        out.println("The recording is " + file);
        return 0;
    }
}
