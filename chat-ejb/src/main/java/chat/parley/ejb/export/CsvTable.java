package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A table as RFC 4180 has it, a row for each message. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe, and so does one that begins with an apostrophe: whoever takes one away has what was there.
 */
final class CsvTable implements ExportFormat {

    static final List<String> COLUMNS = List.of(
            "conversation",
            "title",
            "seq",
            "id",
            "at",
            "sender",
            "username",
            "name",
            "format",
            "body",
            "edited",
            "deleted",
            "replyTo",
            "thread",
            "versions",
            "reactions",
            "members");

    private static final String DANGEROUS = "=+-@\t\r\n'";

    private final Writer out;
    private final Cast cast;

    CsvTable(Path directory, Cast cast) throws IOException {
        this.cast = cast;
        out = Files.newBufferedWriter(directory.resolve("messages.csv"));
        row(COLUMNS);
    }

    @Override
    public void write(JsonNode message) throws IOException {
        long conversation = message.path("conversation").asLong();
        long sender = message.path("sender").asLong();
        row(List.of(
                message.path("conversation").asText(),
                cast.title(conversation),
                message.path("seq").asText(),
                message.path("id").asText(),
                message.path("at").asText(),
                message.path("sender").asText(),
                cast.username(sender),
                cast.name(sender),
                message.path("format").asText(),
                message.path("body").asText(),
                message.path("edited").asText(),
                message.path("deleted").asText(),
                message.path("replyTo").asText(),
                message.path("thread").asText(),
                message.path("versions").toString(),
                message.path("reactions").toString(),
                cast.members(conversation, message.path("seq").asLong(), " ", String::valueOf)));
    }

    private void row(List<String> cells) throws IOException {
        out.write(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /** A cell, quoted. */
    static String cell(String text) {
        boolean dangerous = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
        return '"' + (dangerous ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
