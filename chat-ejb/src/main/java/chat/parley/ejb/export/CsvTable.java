package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A table of cells as {@link CsvCell} writes them, a row for each message.
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
            "members",
            "answers",
            "takenBack");

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
                cast.members(conversation, message.path("seq").asLong(), " ", String::valueOf),
                message.path("answers").toString(),
                message.path("takenBack").toString()));
    }

    private void row(List<String> cells) throws IOException {
        out.write(cells.stream().map(CsvCell::of).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
