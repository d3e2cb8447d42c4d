package chat.parley.launcher.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import chat.parley.launcher.ExitCode;
import chat.parley.launcher.RestClient;
import chat.parley.launcher.RestOperation;
import chat.parley.launcher.RestOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls of the REST interface as commands; {@code LauncherIT} has a server answer some of them. */
class CallCommandTest {

    private static final List<RestOperation> OPERATIONS = RestOperations.described().stream()
            .flatMap(group -> group.operations().stream())
            .toList();

    @TempDir
    Path directory;

    private final List<RestClient.Request> sent = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<RestOperation> operations() {
        return OPERATIONS;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void each_says_what_it_takes(RestOperation operation) {
        assertThat(does(operation.id(), "--help")).as(err.toString()).isZero();

        assertThat(out.toString()).contains(operation.method() + " /api/v1/" + operation.path());
        assertThat(operation.path().chars().filter(letter -> letter == '{').count())
                .isEqualTo(operation.fields().stream()
                        .filter(field -> field.place() == RestOperation.Place.PATH)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"administration", "compliance", "screening", "moderation"})
    void all_of_the_console_is_there(String tag) throws Exception {
        List<String> here = OPERATIONS.stream()
                .filter(operation -> operation.tag().equals(tag))
                .map(RestOperation::id)
                .toList();

        assertThat(here).hasSameSizeAs(tagged(tag)).isNotEmpty();
    }

    /** Counted in the text, with no regard to what it means. */
    private static List<String> tagged(String tag) throws Exception {
        try (var lines = Files.lines(Path.of("../docs/openapi.yaml"))) {
            return lines.filter(line -> line.strip().equals("tags: [" + tag + "]"))
                    .toList();
        }
    }

    @Test
    void options_go_where_the_fields_are() {
        assertThat(does("placeHold", "--matter", "7", "--name", "Sales", "--custodians", "2", "--custodians", "3"))
                .isZero();

        assertThat(sent)
                .containsExactly(new RestClient.Request(
                        "POST", "admin/matters/7/holds", null, Map.of("name", "Sales", "custodians", List.of(2L, 3L))));
    }

    @Test
    void words_in_a_path_and_a_query_are_encoded() {
        does("drainNode", "--name", "a/b c+d");
        does("audit", "--subject", "x & y");

        assertThat(sent)
                .extracting(RestClient.Request::path)
                .containsExactly("admin/nodes/a%2Fb%20c%2Bd/drain", "admin/audit?subject=x%20%26%20y");
    }

    @Test
    void what_an_option_says_counts_before_what_the_file_says() throws Exception {
        Path file = Files.writeString(directory.resolve("hold.json"), "{\"name\":\"Sales\",\"notice\":\"Keep it.\"}");

        does("placeHold", "--matter", "7", "--name", "Purchase", "--json", file.toString());

        assertThat(sent)
                .extracting(RestClient.Request::body)
                .containsExactly(Map.of("name", "Purchase", "notice", "Keep it."));
    }

    @Test
    void what_is_missing_is_said_and_nothing_is_sent() {
        assertThat(does("placeHold", "--matter", "7")).isEqualTo(ExitCode.USAGE.number());
        assertThat(does("placeHold", "--name", "Sales")).isEqualTo(ExitCode.USAGE.number());
        assertThat(does("placeHold", "--matter", "seven", "--name", "Sales")).isEqualTo(ExitCode.USAGE.number());

        assertThat(err.toString()).contains("Missing --name", "'--matter=INTEGER'", "'seven' is not a long");
        assertThat(sent).isEmpty();
    }

    @Test
    void an_operation_that_is_not_there_is_told() {
        StringWriter told = new StringWriter();

        int status = Launcher.commandLine().setErr(new PrintWriter(told)).execute("call", "abolishEverything");

        assertThat(status).isEqualTo(ExitCode.USAGE.number());
        assertThat(told.toString()).contains("There is no operation abolishEverything");
    }

    @Test
    void a_file_needs_a_place() {
        StringWriter told = new StringWriter();

        int status = Launcher.commandLine()
                .setErr(new PrintWriter(told))
                .execute("call", "--as", "officer", "downloadExport", "--export", "1");

        assertThat(status).isEqualTo(ExitCode.USAGE.number());
        assertThat(told.toString()).contains("downloadExport answers with a file; say by --out where to put it");
    }

    private int does(String id, String... options) {
        RestOperation operation = OPERATIONS.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
        CommandLine line =
                OperationCommand.of(operation, (called, said, body) -> sent.add(called.request(said, body, null)));
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(options);
    }
}
