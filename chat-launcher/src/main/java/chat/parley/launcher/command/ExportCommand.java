package chat.parley.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.ExportVerifier;
import chat.parley.launcher.PublicKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports of matters, verified without any server. */
@Command(
        name = "export",
        description = "Verifies an export of a matter.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "verify")
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private ExportCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    @Command(
            description = "Says whether an export is as it was made; no server is asked.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(
                            paramLabel = "EXPORT",
                            description = "The file that was downloaded, or a directory of what was in it.")
                    Path export,
            @Option(
                            names = "--key",
                            paramLabel = "PEM",
                            description =
                                    "A file of public keys to believe; without it the one that the export names itself,"
                                            + " which proves only that it hangs together. Can be given several times.")
                    @Nullable
                    List<Path> keys)
            throws IOException {
        ExportVerifier.Verdict verdict = ExportVerifier.verify(export, keys == null ? null : PublicKeys.in(keys));
        PrintWriter out = spec.commandLine().getOut();
        verdict.findings().forEach(out::println);
        out.println(verdict.files() + " files under " + verdict.root() + ", signed with " + verdict.key());
        if (keys == null) {
            out.println("The key is the one that the export names itself. Compare it with yours, or give it by --key.");
        }
        boolean genuine = verdict.findings().isEmpty();
        out.println(genuine ? "As it was made." : "NOT as it was made.");
        return (genuine ? ExitCode.OK : ExitCode.NOT_GENUINE).number();
    }
}
