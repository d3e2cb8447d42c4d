package chat.parley.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.RestClient;
import chat.parley.launcher.RestOperation;
import chat.parley.launcher.RestOperations;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that the clients and the console can do, by its name in {@code docs/openapi.yaml}. */
@Command(
        name = "call",
        description = {
            "Does whatever the REST interface can do, and so all that the console can.",
            "Without an operation it lists them; `parley call OPERATION --help` says what one of them takes."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "For example: parley call --as officer openMatter --name \"Case 4711\""})
final class CallCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @ArgGroup
    private @Nullable Caller caller;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Which server (default: the one that was started last here).")
    private @Nullable URI server;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the answer there; nothing is overwritten.")
    private @Nullable Path out;

    @Parameters(index = "0", arity = "0..1", paramLabel = "OPERATION", description = "What is to be done.")
    private @Nullable String operation;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "OPTIONS", description = "Those of the operation.")
    private List<String> options = List.of();

    @SuppressWarnings("NullAway.Init")
    private CallCommand() {}

    /** What follows the operation is left for the operation to understand. */
    static CommandLine line() {
        return new CommandLine(new CallCommand()).setStopAtPositional(true);
    }

    /** In whose name. */
    private static final class Caller {
        @Option(
                names = "--as",
                paramLabel = "USER",
                description = "In whose name; needs the private key of the installation.")
        private @Nullable String user;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "A file with the access token of who calls, as `login` or `parley token` give it.")
        private @Nullable Path tokenFile;
    }

    @Override
    public Integer call() {
        List<RestOperations.Group> groups = RestOperations.described();
        if (operation == null) {
            list(groups);
            return ExitCode.OK.number();
        }
        RestOperation wanted = groups.stream()
                .flatMap(group -> group.operations().stream())
                .filter(known -> known.id().equals(operation))
                .findFirst()
                .orElseThrow(() -> misused("There is no operation " + operation + "; `parley call` lists them"));
        CommandLine line = spec.commandLine();
        return OperationCommand.of(wanted, this::send)
                .setOut(line.getOut())
                .setErr(line.getErr())
                .setExecutionExceptionHandler(line.getExecutionExceptionHandler())
                .execute(options.toArray(String[]::new));
    }

    private void list(List<RestOperations.Group> groups) {
        PrintWriter to = spec.commandLine().getOut();
        for (RestOperations.Group group : groups) {
            to.println(group.tag() + ": " + group.description());
            group.operations().forEach(known -> to.println(String.format("  %-28s %s", known.id(), known.summary())));
            to.println();
        }
    }

    private void send(RestOperation wanted, Map<String, Object> said, Map<String, Object> body) throws IOException {
        if (wanted.answer() == RestOperation.Answer.FILE && out == null) {
            throw misused(wanted.id() + " answers with a file; say by --out where to put it");
        }
        if (out != null && Files.exists(out)) {
            throw misused(out + " is there already");
        }
        RestClient rest =
                new RestClient(() -> server == null ? home.lastStarted().url() : server);
        RestClient.Request request = wanted.request(said, body, wanted.anonymous() ? null : token());
        PrintWriter screen = spec.commandLine().getOut();
        if (out != null) {
            try (InputStream answer = rest.send(request, BodyHandlers.ofInputStream())) {
                Files.copy(answer, out);
            }
        } else if (wanted.answer() == RestOperation.Answer.LINES) {
            try (Stream<String> lines = rest.send(request, BodyHandlers.ofLines())) {
                lines.forEach(screen::println);
            }
        } else {
            String answer = rest.send(request, BodyHandlers.ofString());
            if (!answer.isEmpty()) {
                screen.println(JSON.readTree(answer).toPrettyString());
            }
        }
    }

    private String token() throws IOException {
        if (caller != null && caller.tokenFile != null) {
            return Files.readString(caller.tokenFile).strip();
        }
        if (caller == null || caller.user == null || server != null) {
            throw misused("In whose name? Say --as, or --token-file for a server elsewhere");
        }
        return home.lastStarted().operator().token(caller.user);
    }

    private ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
