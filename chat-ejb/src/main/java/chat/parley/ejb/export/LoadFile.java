package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A load file as Concordance reads it, in UTF-8 with its mark: fields between {@code þ}, parted by character 20, {@code ®} for
 * a line break. The texts are files of their own, for they may have all of these. There are no pictures of pages, so there
 * is no OPT file.
 */
final class LoadFile implements ExportFormat {

    static final char QUOTE = '\u00fe';
    static final char SEPARATOR = '\u0014';
    static final char LINE_BREAK = '\u00ae';

    private static final List<String> FIELDS = List.of(
            "DOCID",
            "CONVERSATION",
            "TITLE",
            "SEQ",
            "FROM",
            "TO",
            "DATESENT",
            "DATEMODIFIED",
            "DATEDELETED",
            "TEXTPATH");

    private final Cast cast;
    private final NumberedFiles texts;
    private final Writer out;

    LoadFile(Path directory, Cast cast) throws IOException {
        this.cast = cast;
        Path concordance = Files.createDirectories(directory.resolve("concordance"));
        texts = new NumberedFiles(concordance, "TEXT", ".txt");
        out = Files.newBufferedWriter(concordance.resolve("load.dat"));
        out.write('\ufeff');
        row(FIELDS);
    }

    @Override
    public void write(JsonNode message) throws IOException {
        long conversation = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        String path = texts.write(message, text(message).getBytes(StandardCharsets.UTF_8));
        row(List.of(
                NumberedFiles.document(message),
                Long.toString(conversation),
                cast.title(conversation),
                Long.toString(seq),
                cast.name(message.path("sender").asLong()),
                cast.members(conversation, seq, "; ", cast::name),
                message.path("at").asText(),
                message.path("edited").asText(),
                message.path("deleted").asText(),
                path));
    }

    /** What the message says, and what it said before. */
    private static String text(JsonNode message) {
        StringBuilder text = new StringBuilder(message.path("body").asText());
        for (JsonNode version : message.path("versions")) {
            text.append("\n\n[until ")
                    .append(version.path("replaced").asText())
                    .append("]\n")
                    .append(version.path("body").asText());
        }
        return text.toString();
    }

    private void row(List<String> fields) throws IOException {
        out.write(fields.stream().map(LoadFile::field).collect(Collectors.joining(String.valueOf(SEPARATOR))));
        out.write("\r\n");
    }

    private static String field(String text) {
        String clean = text.replace(SEPARATOR, ' ')
                .replace(String.valueOf(QUOTE), "" + QUOTE + QUOTE)
                .replace("\r\n", "\n")
                .replace('\n', LINE_BREAK);
        return QUOTE + clean + QUOTE;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
