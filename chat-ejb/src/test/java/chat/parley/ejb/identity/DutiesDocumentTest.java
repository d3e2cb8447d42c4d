package chat.parley.ejb.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

import chat.parley.jpa.identity.Duty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the table of duties in {@code docs/compliance.md} against what {@link AdministrativeAction} decides. */
class DutiesDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "compliance.md");
    private static final Path SHOULD_BE = Path.of("target", "duties-table.md");

    @Test
    void the_document_shows_the_table_as_it_is() throws IOException {
        String table = table();
        Files.createDirectories(SHOULD_BE.getParent());
        Files.writeString(SHOULD_BE, table);

        assertThat(Files.readString(DOCUMENT))
                .as("the table in %s; what it should be is in chat-ejb/%s", DOCUMENT, SHOULD_BE)
                .contains(table);
    }

    private static String table() {
        String head = row("to", "called", Duty::label) + row("---", "---", duty -> "---");
        return Arrays.stream(AdministrativeAction.values())
                .map(action -> row(
                        action.description(), '`' + action.label() + '`', duty -> action.belongsTo(duty) ? "yes" : "–"))
                .collect(Collectors.joining("", head, ""));
    }

    private static String row(String first, String second, Function<Duty, String> cell) {
        return Arrays.stream(Duty.values())
                .map(cell)
                .collect(Collectors.joining(" | ", "| " + first + " | " + second + " | ", " |\n"));
    }
}
