package chat.parley.ejb.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;

/** A file for each message, a thousand in a folder, named as load files name documents. */
final class NumberedFiles {

    private static final int FILES_IN_A_FOLDER = 1_000;

    private final Path root;
    private final String directory;
    private final String ending;
    private long written;

    /** Begins below a directory of {@code root}; what it gives back is a way from there. */
    NumberedFiles(Path root, String directory, String ending) {
        this.root = root;
        this.directory = directory;
        this.ending = ending;
    }

    /** What a message is called in load files. */
    static String document(JsonNode message) {
        return "PARLEY-%d-%08d"
                .formatted(
                        message.path("conversation").asLong(),
                        message.path("seq").asLong());
    }

    /** Writes the file of a message, and says where. */
    String write(JsonNode message, byte[] content) throws IOException {
        String folder = "%s/%04d".formatted(directory, written++ / FILES_IN_A_FOLDER);
        String path = folder + "/" + document(message) + ending;
        Files.createDirectories(root.resolve(folder));
        Files.write(root.resolve(path), content);
        return path;
    }
}
