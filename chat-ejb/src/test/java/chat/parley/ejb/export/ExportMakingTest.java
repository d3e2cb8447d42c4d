package chat.parley.ejb.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.ZipFile;
import javax.sql.DataSource;

import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.audit.Seals;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.export.ExportId;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.export.ExportRecords;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.SearchTerms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Exports whose makers die, on a real database. */
@ExtendWith(RealDatabase.class)
class ExportMakingTest {

    private static final int MESSAGES = 1_200;
    private static final Duration NO_TIME = Duration.ZERO;

    @TempDir
    private Path directory;

    private final Database database;
    private final TestTransactions transactions;
    private final ExportJobs jobs;
    private final Town town;
    private final AccountId anna;
    private final AccountId officer;
    private final AccountId other;
    private final ExportId id;

    ExportMakingTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        jobs = new ExportJobs(database);
        town = new Town(database, sequences, transactions);
        anna = town.person("anna");
        officer = town.person("officer");
        other = town.person("other");
        ConversationId room = town.group(HistoryVisibility.ALL, anna);
        Docket docket = new Docket(town, database, sequences, transactions);
        docket.hold(room);
        database.update("""
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select ?, n, ?, gen_random_uuid(), now(), 'PLAIN', 'message ' || n from generate_series(2, ?) n
                """, room.value(), anna.value(), MESSAGES);
        id = new ExportId(sequences.next("export_id"));
        jobs.add(new ExportJob(
                id,
                town.organization,
                docket.matter,
                "Case 4711",
                SearchTerms.EVERYTHING,
                new Mark(officer, Docket.NOON),
                State.REQUESTED,
                null,
                0,
                null,
                null));
    }

    @Test
    void whoever_takes_one_up_goes_on_where_it_was_left() throws IOException {
        release();
        Taken first = take();
        assertThatThrownBy(() -> making(new Dying(transactions, 2)).make(first, NO_TIME))
                .hasMessage("dead");
        Path left = directory.resolve("export-" + id + ".part/1/messages.jsonl");
        Files.writeString(left, "half a li", StandardOpenOption.APPEND);
        assertThat(jobs.find(town.organization, id).orElseThrow().messages()).isEqualTo(1_000);

        Taken second = take();
        Dying counting = new Dying(transactions, 1_000);
        assertThat(making(counting).make(second, NO_TIME)).isPresent();

        assertThat(counting.asked).isEqualTo(2);
        assertThat(exported())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(jobs.find(town.organization, id).orElseThrow().state()).isEqualTo(State.READY);
    }

    @Test
    void what_was_left_elsewhere_is_read_again() throws IOException {
        release();
        Taken first = take();
        assertThatThrownBy(() -> making(new Dying(transactions, 2)).make(first, NO_TIME))
                .hasMessage("dead");
        Files.delete(directory.resolve("export-" + id + ".part/1/messages.jsonl"));

        assertThat(making(database).make(take(), NO_TIME)).isPresent();

        assertThat(exported()).hasSize(MESSAGES);
        assertThat(jobs.find(town.organization, id).orElseThrow().messages()).isEqualTo(MESSAGES);
    }

    @Test
    void one_that_was_thought_dead_ends_nothing() throws IOException {
        release();
        Taken first = take();
        Taken second = take();

        assertThat(making(database).make(first, NO_TIME)).isEmpty();
        assertThat(making(database).make(second, Duration.ofMinutes(1))).isPresent();
        assertThat(jobs.take(NO_TIME).filter(taken -> taken.job().id().equals(id)))
                .isEmpty();
    }

    @Test
    void it_is_held_while_a_form_is_written() throws IOException {
        release();
        Renewing counting = new Renewing(transactions);
        ExportMaking making = making(database);
        making.jobs = new ExportJobs(counting);
        making.clock = new Hurrying();

        assertThat(making.make(take(), Duration.ofHours(8))).isPresent();

        assertThat(counting.renewed).isGreaterThan(MESSAGES / 30);
    }

    @Test
    void one_whose_makers_die_is_not_taken_up_for_ever_and_leaves_nothing() {
        release();
        Taken first = take();
        assertThatThrownBy(() -> making(new Dying(transactions, 2)).make(first, NO_TIME))
                .hasMessage("dead");
        for (int attempt = 2; attempt <= 5; attempt++) {
            take();
        }
        Path left = directory.resolve("export-" + id + ".part");
        assertThat(left).isDirectory();

        desk().make(take());

        assertThat(jobs.find(town.organization, id).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(left).doesNotExist();
        assertThat(failuresNoted()).isEqualTo(1);
    }

    @Test
    void one_that_another_makes_does_not_fail() {
        release();
        Taken first = take();
        take();

        assertThat(desk().ending.fail(first, "Somehow")).isFalse();

        assertThat(jobs.find(town.organization, id).orElseThrow().state()).isEqualTo(State.RELEASED);
        assertThat(failuresNoted()).isZero();
    }

    @Test
    void nothing_is_made_before_somebody_else_has_released_it() {
        assertThat(jobs.decide(id, State.RELEASED, new Mark(officer, Docket.NOON)))
                .isFalse();
        assertThatThrownBy(() -> database.update(
                        "update export_job set state = 'RELEASED', decided_by = requested_by, decided_at = now() where id = ?",
                        id.value()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("four_eyes");
        assertThatThrownBy(() -> database.update("update export_job set state = 'RELEASED' where id = ?", id.value()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("decided");

        release();

        assertThat(jobs.decide(id, State.DENIED, new Mark(other, Docket.NOON))).isFalse();
    }

    private void release() {
        assertThat(jobs.decide(id, State.RELEASED, new Mark(other, Docket.NOON)))
                .isTrue();
    }

    /** What other tests have left is put aside. */
    private Taken take() {
        Taken taken = jobs.take(NO_TIME).orElseThrow();
        while (!taken.job().id().equals(id)) {
            assertThat(jobs.advance(taken, taken.place(), 0, 0, Duration.ofHours(1)))
                    .isPresent();
            taken = jobs.take(NO_TIME).orElseThrow();
        }
        return taken;
    }

    private ExportMaking making(Database readers) {
        MovableClock clock = MovableClock.atNoon();
        ExportMaking making = new ExportMaking();
        making.jobs = jobs;
        making.records = new ExportRecords(readers);
        making.store = new ExportStore();
        making.store.setting = Optional.of(directory.toString());
        making.manifests = new ManifestWriting();
        making.manifests.seal = Seals.fresh();
        making.manifests.clock = clock;
        making.ending = new ExportEnding();
        making.ending.jobs = jobs;
        making.ending.audit = AuditLogs.on(database, clock);
        making.clock = clock;
        return making;
    }

    private ExportDesk desk() {
        ExportDesk desk = new ExportDesk();
        desk.making = making(database);
        desk.ending = desk.making.ending;
        desk.store = desk.making.store;
        return desk;
    }

    private long failuresNoted() {
        return database.first(
                        "select count(*) from audit_entry where organization_id = ? and deed = 'EXPORT_FAILED'",
                        row -> row.getLong(1),
                        town.organization.value())
                .orElseThrow();
    }

    private List<Long> exported() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (ZipFile packed =
                new ZipFile(directory.resolve("export-" + id + ".zip").toFile())) {
            String text = new String(
                    packed.getInputStream(packed.getEntry("messages.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
            List<Long> numbers = new ArrayList<>();
            for (String line : text.lines().toList()) {
                JsonNode message = json.readTree(line);
                numbers.add(message.path("seq").asLong());
            }
            return numbers;
        }
    }

    /** A minute passes each time somebody looks at it. */
    private static final class Hurrying extends Clock {

        private Instant now = Docket.NOON;

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofMinutes(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A database that counts how often an export is held on to. */
    private static final class Renewing extends Database {

        private int renewed;

        Renewing(DataSource source) {
            super(source);
        }

        @Override
        public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            if (sql.contains("lease_until")) {
                renewed++;
            }
            return super.first(sql, reader, parameters);
        }
    }

    /** A database whose asker dies instead of reading another page of messages. */
    private static final class Dying extends Database {

        private final int pages;
        private int asked;

        Dying(DataSource source, int pages) {
            super(source);
            this.pages = pages;
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            if (sql.contains("matter_messages")) {
                if (asked == pages) {
                    throw new IllegalStateException("dead");
                }
                asked++;
            }
            return super.query(sql, reader, parameters);
        }
    }
}
