package chat.parley.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.OperatorClient;
import chat.parley.launcher.PublicKeys;
import chat.parley.launcher.SweepVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Certificates of what a sweep has destroyed: out of a running server, and verified without any. */
@Command(
        name = "sweep",
        description = "Hands out the certificates of a sweep, and verifies some that were handed out.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(export | verify)")
final class SweepCommand implements Callable<Integer> {

    private static final String PATH = "admin/retention/sweeps/";
    private static final int PAGE = 200;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private SweepCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    @Command(
            description = "Writes a sweep and its certificates into a new file, one JSON object a line.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin HomeOption home,
            @Option(
                            names = "--as",
                            required = true,
                            paramLabel = "USER",
                            description = "In whose name: somebody with the duty compliance or audit.")
                    String user,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.") Path file,
            @Parameters(paramLabel = "SWEEP", description = "Its number.") long sweep)
            throws IOException {
        OperatorClient operator = home.lastStarted().operator();
        JsonNode head = operator.as(user, "GET", PATH + sweep);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
            out.print(head + "\n");
            JsonNode page = null;
            do {
                long after = page == null ? 0 : page.path("next").asLong();
                page = operator.as(user, "GET", PATH + sweep + "/certificates?limit=" + PAGE + "&after=" + after);
                page.path("certificates").forEach(certificate -> out.print(certificate + "\n"));
            } while (page.has("next"));
        }
        return ExitCode.OK.number();
    }

    @Command(
            description = "Says whether certificates are as they were written, and all of them; no server is asked.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "FILE", description = "What was exported.") Path file,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "PEM",
                            description = "A file of public keys to believe. Can be given several times.")
                    List<Path> keys)
            throws IOException {
        SweepVerifier.Verdict verdict;
        try (Stream<String> lines = Files.lines(file)) {
            verdict = SweepVerifier.verify(lines, PublicKeys.in(keys));
        }
        PrintWriter out = spec.commandLine().getOut();
        verdict.findings().forEach(out::println);
        out.println("Sweep " + verdict.sweep() + ": " + verdict.messages() + " messages in " + verdict.certificates()
                + " certificates");
        boolean genuine = verdict.findings().isEmpty();
        out.println(genuine ? "As it was written." : "NOT as it was written.");
        return (genuine ? ExitCode.OK : ExitCode.NOT_GENUINE).number();
    }
}
