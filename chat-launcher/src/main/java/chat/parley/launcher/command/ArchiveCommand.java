package chat.parley.launcher.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.OperatorClient;
import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The archive of a running server, asked in the name of somebody whose duty it is: the server notes who verified it. */
@Command(
        name = "archive",
        description = "Says what is archived, and verifies it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(status | verify)")
final class ArchiveCommand implements Callable<Integer> {

    private static final String PATH = "admin/archive";

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    private ArchiveCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    /** In whose name. */
    static final class Asking {
        @Mixin
        HomeOption home;

        @Option(
                names = "--as",
                required = true,
                paramLabel = "USER",
                description = "In whose name: somebody with the duty compliance or audit.")
        String user;

        @SuppressWarnings("NullAway.Init")
        Asking() {}
    }

    @Command(description = "Says whether messages are archived, and how many are.", mixinStandardHelpOptions = true)
    int status(@Mixin Asking asking) {
        JsonNode archive = asking.home.lastStarted().operator().as(asking.user, "GET", PATH);
        PrintWriter out = spec.commandLine().getOut();
        JsonNode rule = archive.path("rule");
        if (!archive.path("storage").asBoolean()) {
            out.println("The installation has no storage for what is archived.");
        } else if (rule.isMissingNode()) {
            out.println("Nothing more is archived.");
        } else {
            out.println("Messages are archived after " + rule.path("afterDays") + " days"
                    + (rule.has("lockDays") ? ", and locked for " + rule.path("lockDays") + "." : "."));
        }
        out.println(archive.path("messages") + " messages in " + archive.path("segments") + " segments, "
                + archive.path("bytes") + " bytes");
        return ExitCode.OK.number();
    }

    @Command(
            description = "Compares all that is archived with what was written, and with the database.",
            mixinStandardHelpOptions = true)
    int verify(@Mixin Asking asking) {
        OperatorClient operator = asking.home.lastStarted().operator();
        PrintWriter out = spec.commandLine().getOut();
        long segments = 0;
        long messages = 0;
        boolean genuine = true;
        JsonNode verdict = null;
        do {
            long after = verdict == null ? 0 : verdict.path("next").asLong();
            verdict = operator.as(asking.user, "POST", PATH + "/verifications?after=" + after);
            segments += verdict.path("segments").asLong();
            messages += verdict.path("messages").asLong();
            for (JsonNode finding : verdict.path("findings")) {
                genuine = false;
                out.println("Segment " + finding.path("segment") + ", conversation " + finding.path("conversation")
                        + ", messages " + finding.path("from") + " to " + finding.path("to") + ": "
                        + finding.path("what").asText());
            }
        } while (verdict.has("next"));
        out.println(messages + " messages in " + segments + " segments");
        out.println(genuine ? "As it was written." : "NOT as it was written.");
        return (genuine ? ExitCode.OK : ExitCode.NOT_GENUINE).number();
    }
}
