package chat.parley.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import chat.parley.launcher.AuditVerifier;
import chat.parley.launcher.ExitCode;
import chat.parley.launcher.PublicKeys;
import chat.parley.launcher.TimeStamps;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The audit log: out of a running server, and verified without any. */
@Command(
        name = "audit",
        description = "Hands out the audit log, and verifies one that was handed out.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(export | verify)")
final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private AuditCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    @Command(
            description = "Writes an organization's audit log into a new file, one JSON object a line.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin HomeOption home,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.") Path file,
            @Option(
                            names = "--organization",
                            paramLabel = "NAME",
                            defaultValue = "parley",
                            description = "Whose (default: ${DEFAULT-VALUE}).")
                    String organization)
            throws IOException {
        try (Stream<String> lines = home.lastStarted().operator().audit(organization);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                out.print(each.next() + '\n');
            }
        }
        return ExitCode.OK.number();
    }

    @Command(
            description = "Says whether a file of an audit log is as it was written; no server is asked.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "FILE", description = "What was exported.") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "PEM",
                            description =
                                    "A file of public keys to believe; without it those that the file names itself,"
                                            + " which proves only that it hangs together. Can be given several times.")
                    @Nullable
                    List<Path> keys,
            @Option(
                            names = "--tsa",
                            paramLabel = "PEM",
                            description =
                                    "A file of certificates; time stamps are believed of authorities that one of these"
                                            + " has certified. Without it of anybody, which proves only that they hang"
                                            + " together.")
                    @Nullable
                    Path authorities)
            throws IOException {
        Map<String, PublicKey> trusted = keys == null ? null : PublicKeys.in(keys);
        AuditVerifier.Verdict verdict;
        try (Stream<String> lines = Files.lines(file)) {
            verdict = AuditVerifier.verify(lines, trusted, authorities == null ? null : TimeStamps.roots(authorities));
        }
        PrintWriter out = spec.commandLine().getOut();
        verdict.findings().forEach(out::println);
        out.println(verdict.entries() + " entries, signed up to " + verdict.signed() + " with "
                + String.join(", ", verdict.keys()));
        if (trusted == null) {
            out.println(
                    "The keys are those that the file names itself. Compare them with yours, or give them by --key.");
        }
        AuditVerifier.Stamped stamped = verdict.stamped();
        if (stamped != null) {
            out.println("Up to entry " + stamped.number() + " it was there at " + stamped.at() + ", says "
                    + stamped.by() + (authorities == null ? ", whose certificate was not looked at (--tsa)." : "."));
        }
        out.println(verdict.findings().isEmpty() ? "As it was written." : "NOT as it was written.");
        return (verdict.findings().isEmpty() ? ExitCode.OK : ExitCode.NOT_GENUINE).number();
    }
}
