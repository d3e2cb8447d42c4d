package chat.parley.ejb.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** A mailbox (the mbox of RFC 4155) of one {@link Letter} for each message. */
final class Mailbox implements ExportFormat {

    private static final DateTimeFormatter FIRST_LINE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);

    private final Writer out;
    private final Cast cast;

    Mailbox(Path directory, Cast cast) throws IOException {
        this.cast = cast;
        out = Files.newBufferedWriter(directory.resolve("messages.mbox"), StandardCharsets.US_ASCII);
    }

    @Override
    public void write(JsonNode message) throws IOException {
        var at = Instant.parse(message.path("at").asText()).atOffset(ZoneOffset.UTC);
        out.write("From parley@export.invalid " + FIRST_LINE.format(at) + "\n");
        out.write(Letter.of(message, cast));
        out.write("\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
