package chat.parley.ejb.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Relativity's short message format (RSMF 2.0): a file for each conversation and day (UTC), of several where much was said.
 */
final class ShortMessages implements ExportFormat {

    /** More make the reviewer's tools slow, says the format. */
    private static final int MOST_EVENTS = 10_000;

    /** So much is kept in memory. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private final Path directory;
    private final Cast cast;
    private @Nullable ShortMessageSlice slice;
    private int slices;

    ShortMessages(Path directory, Cast cast) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("rsmf"));
        this.cast = cast;
    }

    @Override
    public void write(JsonNode message) throws IOException {
        ShortMessageSlice current = slice;
        if (current == null
                || !current.isOf(message)
                || current.events() >= MOST_EVENTS
                || current.characters() >= MOST_CHARACTERS) {
            close();
            current = new ShortMessageSlice(message, cast);
            slice = current;
        }
        current.add(message);
    }

    /** Writes what is still to be written. */
    @Override
    public void close() throws IOException {
        if (slice != null) {
            slices++;
            Files.write(directory.resolve("%06d-%s.rsmf".formatted(slices, slice.name())), slice.file());
            slice = null;
        }
    }
}
