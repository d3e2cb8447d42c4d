package chat.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What was started, as the data directory remembers it. It is written after each start, so that nothing is forgotten
 * when the launcher itself ends suddenly; whether it still runs is another question.
 *
 * @param port where the first node is to be found
 * @param planned how many nodes there are to be
 * @param databaseUrl the database of somebody else, or empty where it is our own
 * @param nodes those that were started, in that order
 */
record RunState(int port, String bind, int planned, String databaseUrl, List<StartedNode> nodes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A node that was started once; the time in ISO 8601. */
    record StartedNode(String name, long pid, String startedAt) {

        static StartedNode of(Node node, ProcessMark mark) {
            return new StartedNode(node.name(), mark.pid(), mark.startedAt().toString());
        }

        ProcessMark mark() {
            return new ProcessMark(pid, Instant.parse(startedAt));
        }
    }

    /** What was noted in this file, if anything was that can be read. */
    static Optional<RunState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunState.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes it, whole or not at all. */
    void write(Path file) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), this);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
