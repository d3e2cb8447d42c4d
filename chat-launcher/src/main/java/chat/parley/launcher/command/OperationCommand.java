package chat.parley.launcher.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.RestOperation;
import chat.parley.launcher.RestOperation.Field;
import chat.parley.launcher.RestOperation.Place;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** A call of the REST interface as a command, each of its fields an option. */
final class OperationCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String WHOLE_BODY = "--json";

    private final RestOperation operation;
    private final Sender sender;
    private final CommandSpec spec;

    private OperationCommand(RestOperation operation, Sender sender) {
        this.operation = operation;
        this.sender = sender;
        spec = CommandSpec.wrapWithoutInspection(this)
                .name(operation.id())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says what it takes.")
                        .build());
    }

    /** What sends a call. */
    @FunctionalInterface
    interface Sender {
        /** Sends it, and says what is answered. */
        void send(RestOperation operation, Map<String, Object> said, Map<String, Object> body) throws IOException;
    }

    /** The command of this operation. */
    static CommandLine of(RestOperation operation, Sender sender) {
        OperationCommand command = new OperationCommand(operation, sender);
        command.describe();
        return new CommandLine(command.spec).registerConverter(JsonNode.class, OperationCommand::json);
    }

    private void describe() {
        UsageMessageSpec usage = spec.usageMessage();
        usage.customSynopsis("parley call [...] " + operation.id() + " [options]")
                .description(operation.summary(), operation.description())
                .footer("", operation.method() + " /api/v1/" + operation.path());
        for (Field field : operation.fields()) {
            spec.addOption(option(field));
        }
        if (operation.fields().stream().anyMatch(field -> field.place() == Place.BODY)) {
            spec.addOption(OptionSpec.builder(WHOLE_BODY)
                    .paramLabel("FILE")
                    .type(File.class)
                    .description("A file with a JSON object that says more of them; - is standard input.")
                    .build());
        }
    }

    private static OptionSpec option(Field field) {
        boolean inBody = field.place() == Place.BODY;
        OptionSpec.Builder option = OptionSpec.builder(name(field))
                .paramLabel(field.kind().name())
                .required(field.required() && !inBody)
                .description((field.description() + (inBody && field.required() ? " Required." : "")).strip());
        if (field.repeated()) {
            option.type(List.class).auxiliaryTypes(field.kind().type()).arity("1");
        } else if (field.kind() == RestOperation.Kind.BOOLEAN) {
            option.type(Boolean.class).arity("0..1").fallbackValue("true");
        } else {
            option.type(field.kind().type());
        }
        return option.build();
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Object> said = new HashMap<>();
        for (Field field : operation.fields()) {
            Object value = spec.findOption(name(field)).getValue();
            if (value != null) {
                said.put(field.name(), value);
            }
        }
        Map<String, Object> body = body();
        List<Field> missing = operation.missing(said, body);
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing " + missing.stream().map(OperationCommand::name).collect(Collectors.joining(", ")));
        }
        sender.send(operation, said, body);
        return ExitCode.OK.number();
    }

    private Map<String, Object> body() throws IOException {
        OptionSpec option = spec.findOption(WHOLE_BODY);
        File file = option == null ? null : option.getValue();
        if (file == null) {
            return Map.of();
        }
        Path path = file.toPath();
        try (InputStream in = path.equals(Path.of("-")) ? System.in : Files.newInputStream(path)) {
            return JSON.readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new ParameterException(spec.commandLine(), "There is no JSON object in " + file, e);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static String name(Field field) {
        return "--" + WORDS.matcher(field.name()).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
