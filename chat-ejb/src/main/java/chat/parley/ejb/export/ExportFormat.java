package chat.parley.ejb.export;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;

/** One of the forms in which an export tells the same messages. They come in the order of conversations and numbers. */
interface ExportFormat extends AutoCloseable {

    /** Writes a message. */
    void write(JsonNode message) throws IOException;

    /** There are no more. */
    @Override
    void close() throws IOException;

    /** Begins to write below a directory. */
    @FunctionalInterface
    interface Beginning {
        ExportFormat in(Path directory, Cast cast) throws IOException;
    }
}
