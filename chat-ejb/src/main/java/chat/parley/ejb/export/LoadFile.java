package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A load file as Concordance reads it, in UTF-8 with its mark: fields between {@code þ}, parted by character 20, {@code ®} for
 * a line break. The texts are files of their own, for they may have all of these. If pictures of pages are wanted, they are
 * beside it with a list of their own ({@link PageVolume}), and a document says from which number to which they go.
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
            "TEXTPATH",
            "BEGBATES",
            "ENDBATES",
            "PAGES");

    private static final PageVolume.Numbers NO_PAGES = new PageVolume.Numbers("", "", 0);

    private final Cast cast;
    private final NumberedFiles texts;
    private final Writer out;
    private final @Nullable PageVolume pages;

    /** {@code drawn}: whether pictures of pages are wanted. */
    LoadFile(Path directory, Cast cast, boolean drawn) throws IOException {
        this.cast = cast;
        Path concordance = Files.createDirectories(directory.resolve("concordance"));
        texts = new NumberedFiles(concordance, "TEXT", ".txt");
        out = Files.newBufferedWriter(concordance.resolve("load.dat"));
        pages = drawn ? new PageVolume(concordance) : null;
        out.write('\ufeff');
        row(FIELDS);
    }

    @Override
    public void write(JsonNode message) throws IOException {
        long conversation = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        String text = text(message);
        String path = texts.write(message, text.getBytes(StandardCharsets.UTF_8));
        PageVolume.Numbers numbers = pages == null ? NO_PAGES : pages.add(heading(message) + text);
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
                path,
                numbers.first(),
                numbers.last(),
                numbers.pages() == 0 ? "" : Integer.toString(numbers.pages())));
    }

    private String heading(JsonNode message) {
        long conversation = message.path("conversation").asLong();
        StringBuilder heading = new StringBuilder();
        line(heading, NumberedFiles.document(message), cast.title(conversation));
        line(heading, "From", cast.name(message.path("sender").asLong()));
        line(heading, "To", cast.members(conversation, message.path("seq").asLong(), "; ", cast::name));
        line(heading, "Sent", message.path("at").asText());
        for (String change : List.of("edited", "deleted")) {
            if (message.has(change)) {
                line(
                        heading,
                        change.equals("edited") ? "Edited" : "Deleted",
                        message.path(change).asText());
            }
        }
        return heading.append('\n').toString();
    }

    private static void line(StringBuilder heading, String what, String value) {
        heading.append(what).append(": ").append(value.replace('\n', ' ')).append('\n');
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
        try (PageVolume _ = pages) {
            out.close();
        }
    }
}
