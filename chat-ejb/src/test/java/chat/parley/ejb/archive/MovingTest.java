package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchivedLine;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Versions;
import chat.parley.jpa.report.CaseFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Texts move out of the database: nothing is lost on the way, and what is destroyed cannot be opened. */
@ExtendWith(RealDatabase.class)
class MovingTest {

    private final Attic attic;

    MovingTest(TestTransactions transactions, Sequences sequences, @TempDir Path directory) {
        attic = new Attic(transactions, sequences, directory);
    }

    @Test
    void who_changes_something_while_it_moves_is_not_overlooked() {
        attic.archiveAll();
        PostedMessage before = attic.message(4);
        attic.moving.archiving = new Archiving() {
            @Override
            ArchiveSegment put(ArchiveRule rule, Place reached, List<ArchivedLine> lines) {
                ArchiveSegment put = attic.archiving.put(rule, reached, lines);
                attic.transactions.run(() ->
                        attic.changes.edit(before, "other words", Mentioned.NOBODY, attic.anna, attic.clock.instant()));
                return put;
            }
        };

        assertThat(attic.moving.move(attic.rule(30), attic.movable().orElseThrow()))
                .isFalse();

        assertThat(attic.movedNumbers()).isEmpty();
        assertThat(attic.message(4).body()).isEqualTo("other words");
        assertThat(attic.mine()).noneMatch(ArchiveSegment::moved);
    }

    @Test
    void who_edits_or_reports_something_in_the_moment_in_which_it_moves_does_not_notice() {
        attic.archiveAll();
        PostedMessage edited = attic.message(4);
        List<CompletableFuture<?>> others = new ArrayList<>();
        attic.beforeItIsCommitted = () -> {
            others.add(waiting(() -> attic.edit(edited, "other words")));
            others.add(waiting(() -> attic.transactions.run(() -> assertThat(attic.report())
                    .extracting(CaseFile.Kept::body)
                    .contains("words \"18\"\n\u00e4\ud83d\ude00 https://example.org/18")
                    .noneMatch(String::isEmpty))));
        };

        attic.archiveAndMove();
        others.forEach(other -> other.orTimeout(10, TimeUnit.SECONDS).join());

        assertThat(attic.message(4).body()).isEqualTo("other words");
        assertThat(new Versions(attic.database).of(attic.room, 4, -1, 10))
                .extracting(Versions.Version::body)
                .containsExactly(edited.body());
        assertThat(attic.movedNumbers()).hasSizeLessThan(Attic.OLD - 1).isNotEmpty();
    }

    /** Begins some work, and comes back when it has to wait for the transaction that runs here. */
    private CompletableFuture<?> waiting(Runnable work) {
        long before = blocked();
        CompletableFuture<?> working = CompletableFuture.runAsync(work, Thread::startVirtualThread);
        Instant limit = Instant.now(Clock.systemUTC()).plusSeconds(10);
        while (blocked() == before) {
            assertThat(working).isNotCompleted();
            assertThat(Instant.now(Clock.systemUTC())).isBefore(limit);
        }
        return working;
    }

    private long blocked() {
        return attic.database
                .first(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void the_rest_of_a_segment_is_written_anew_from_its_object_and_what_was_destroyed_cannot_be_opened()
            throws IOException {
        List<PostedMessage> before = attic.history();
        attic.archiveAndMove();

        attic.destroy(10);
        attic.storeIn(attic.directory.resolve("not-mounted"));
        assertThatThrownBy(attic.shredding::step).isInstanceOf(Unavailable.class);
        attic.storeIn(attic.directory);
        assertThat(attic.history()).isEqualTo(before.subList(10, before.size()));
        for (int i = 0; i < 3; i++) {
            attic.shredding.step();
        }

        assertThat(attic.history()).isEqualTo(before.subList(10, before.size()));
        assertThat(attic.movedNumbers()).hasSize(Attic.OLD + 1 - 10);
        assertThat(attic.findings()).isEmpty();
        assertThat(attic.segments.touched(100))
                .noneMatch(segment -> segment.conversation().equals(attic.room));
        for (ArchiveSegment segment : attic.mine()) {
            assertThat(ArchivedTexts.texts(attic.read(segment))).doesNotContainKeys(2L, 10L);
        }
        assertThat(objects()).hasSize(attic.mine().size());
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.walk(attic.directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> attic.directory.relativize(file).toString())
                    .filter(name -> !name.contains(".lock"))
                    .toList();
        }
    }

    @Test
    void a_segment_is_never_replaced_by_one_that_lacks_a_text() {
        attic.archiveAndMove();
        ArchiveSegment full = attic.theMoved();

        assertThatThrownBy(() -> attic.transactions.run(() -> attic.segments.replace(full, null, List.of())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> attic.transactions.run(() -> attic.segments.replace(full, full, List.of(2L, 3L))))
                .isInstanceOf(IllegalStateException.class);
    }
}
