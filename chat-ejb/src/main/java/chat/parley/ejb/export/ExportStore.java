package chat.parley.ejb.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.export.ExportId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where exports lie: a directory that all nodes see, if there are several. */
@ApplicationScoped
public class ExportStore {

    @Inject
    @ConfigProperty(name = "parley.exports.dir")
    Optional<String> setting;

    /** The finished file of an export. */
    Path file(ExportId id) {
        return root().resolve("export-" + id + ".zip");
    }

    /** Where one attempt at an export works, nobody else; it is there. */
    Path workplace(ExportId id, int attempt) {
        try {
            return Files.createDirectories(
                    root().resolve("export-" + id + ".part").resolve(Integer.toString(attempt)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is there. */
    boolean has(Path file) {
        return Files.isRegularFile(file);
    }

    /** Puts a finished file in its place. */
    void keep(Path made, ExportId id) throws IOException {
        Files.move(made, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away the finished file, and what attempts have left. */
    void discard(ExportId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tidy(id);
    }

    /** Takes away what the attempts have left. */
    void tidy(ExportId id) {
        Path parts = root().resolve("export-" + id + ".part");
        if (!Files.exists(parts)) {
            return;
        }
        try (Stream<Path> walked = Files.walk(parts)) {
            for (Path each : walked.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path root() {
        return setting.map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("jboss.server.data.dir", "."), "parley-exports"));
    }
}
