package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.time.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static chat.parley.ejb.archive.ObjectStoreContract.away;
import static chat.parley.ejb.archive.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileObjectStoreTest implements ObjectStoreContract {

    @TempDir
    Path place;

    private final MovableClock clock = MovableClock.atNoon();
    private Path root;
    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(place.resolve("archive"));
        store = new FileObjectStore(root, clock);
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Instant later() {
        return clock.instant().plusSeconds(60);
    }

    @Test
    void what_was_locked_is_deleted_when_its_time_has_come() throws IOException {
        store.put("a/b", bytes("one"), later());
        clock.pass(Duration.ofSeconds(61));

        store.delete("a/b");

        assertThatThrownBy(() -> store.get("a/b")).isInstanceOf(Missing.class);
        assertThat(root.resolve("a")).isEmptyDirectory();
    }

    @Test
    void files_are_read_only_and_nothing_half_written_stays() throws IOException {
        store.put("a/b", bytes("one"), later());

        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            assertThat(files).containsExactlyInAnyOrder(root.resolve("a/b"), root.resolve("a/.lock.b"));
        }
        assertThat(Files.getPosixFilePermissions(root.resolve("a/b")).toString())
                .doesNotContain("WRITE");
    }

    @Test
    void a_lock_that_cannot_be_read_keeps_the_object() throws IOException {
        store.put("a/b", bytes("one"), later());
        Files.delete(root.resolve("a/.lock.b"));
        Files.writeString(root.resolve("a/.lock.b"), "soon");

        away(() -> store.delete("a/b"));

        assertThat(store.get("a/b")).isEqualTo(bytes("one"));
    }

    @Test
    void a_directory_that_is_not_there_is_storage_that_is_away_and_is_not_made() throws IOException {
        store.put("a/b", bytes("one"), null);
        Path elsewhere = place.resolve("elsewhere");
        Files.move(root, elsewhere);

        away(store::check);
        away(() -> store.get("a/b"));
        away(() -> store.put("a/c", bytes("two"), null));
        away(() -> store.delete("a/b"));
        assertThat(root).doesNotExist();

        Files.move(elsewhere, root);
        store.check();
        assertThat(store.get("a/b")).isEqualTo(bytes("one"));
    }
}
