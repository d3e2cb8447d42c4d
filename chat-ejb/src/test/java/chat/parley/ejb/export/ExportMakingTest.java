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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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
import chat.parley.jpa.export.ExportJob.Gone;
import chat.parley.jpa.export.ExportJob.Result;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.export.ExportRecords;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.SearchTerms;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reactions;
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
    private final ConversationId room;
    private final Changes changes;
    private final Messages messages;
    private final Reactions reactions;
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
        room = town.group(HistoryVisibility.ALL, anna);
        changes = new Changes(database);
        messages = new Messages(database);
        reactions = new Reactions(database);
        Docket docket = new Docket(town, database, sequences, transactions);
        docket.hold(room);
        database.update("""
                insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                select ?, n, ?, gen_random_uuid(), now(), 'PLAIN', 'message ' || n from generate_series(2, ?) n
                """, room.value(), anna.value(), MESSAGES);
        database.update("update conversation set last_seq = ? where id = ?", MESSAGES, room.value());
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
                null,
                0,
                null,
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
    void it_tells_of_the_moment_of_its_release_whatever_people_do_while_it_is_made() throws Exception {
        AtomicBoolean made = new AtomicBoolean();
        try (ExecutorService people = Executors.newSingleThreadExecutor()) {
            Random random = new Random(1);
            change(random);
            Future<?> busy = people.submit(() -> {
                while (!made.get()) {
                    change(random);
                }
            });
            List<String> then = transactions.call(() -> {
                changes.lock(room);
                release();
                return told();
            });
            Random later = new Random(2);

            assertThat(making(new Busy(transactions, () -> change(later))).make(take(), Duration.ofMinutes(1)))
                    .isPresent();

            made.set(true);
            busy.get();
            assertThat(lines().stream().map(ExportMakingTest::told)).containsExactlyElementsOf(then);
            assertThat(told()).doesNotContainSequence(then);
        }
    }

    /** One of the first messages is edited, deleted, reacted to or rid of a reaction, and another is said. */
    private void change(Random random) {
        transactions.run(() -> {
            changes.lock(room);
            PostedMessage message = messages.find(room, 2 + random.nextInt(40)).orElseThrow();
            if (message.deletedAt() == null) {
                switch (random.nextInt(8)) {
                    case 0 -> changes.delete(message, anna, Instant.now());
                    case 1, 2, 3 ->
                        changes.edit(message, "words " + random.nextInt(), Mentioned.NOBODY, anna, Instant.now());
                    default -> {
                        if (reactions.of(anna, room, message.seq()).isEmpty()) {
                            changes.react(message, "👍", anna, Instant.now());
                        } else {
                            changes.takeBack(message, "👍", anna, Instant.now());
                        }
                    }
                }
            }
        });
        town.say(room, anna, "more");
    }

    /** Said once more, in other words than the export does. */
    private List<String> told() {
        return database.query("""
                select concat_ws('/', m.seq, m.body, m.deleted_at is not null,
                    (select string_agg(v.body, ',' order by v.rev) from message_version v
                     where v.conversation_id = m.conversation_id and v.seq = m.seq),
                    (select count(*) from reaction r where r.conversation_id = m.conversation_id and r.seq = m.seq),
                    (select count(*) from taken_back b where b.conversation_id = m.conversation_id and b.seq = m.seq))
                from message m where m.conversation_id = ? order by m.seq
                """, row -> row.getString(1), room.value());
    }

    private static String told(JsonNode message) {
        List<String> told = new ArrayList<>(List.of(
                message.path("seq").asText(), message.path("body").asText(), message.has("deleted") ? "t" : "f"));
        if (!message.path("versions").isEmpty()) {
            told.add(message.path("versions")
                    .valueStream()
                    .map(version -> version.path("body").asText())
                    .collect(Collectors.joining(",")));
        }
        told.add(Integer.toString(message.path("reactions").size()));
        told.add(Integer.toString(message.path("takenBack").size()));
        return String.join("/", told);
    }

    @Test
    void its_files_are_deleted_when_their_time_is_over_and_what_is_known_of_it_stays() throws IOException {
        release();
        ExportMaking making = making(database);
        Files.createFile(directory.resolve("export-" + id + ".zip"));
        database.update("""
                update export_job set state = 'READY', finished_at = now() - interval '2 days', root = 'abcd', size = 0
                where id = ?
                """, id.value());
        Result result = jobs.find(town.organization, id).orElseThrow().result();

        deleteAllOlderThan(making, Duration.ofDays(3));
        assertThat(jobs.find(town.organization, id).orElseThrow().gone()).isNull();
        assertThat(directory.resolve("export-" + id + ".zip")).exists();

        deleteAllOlderThan(making, Duration.ofDays(1));
        ExportJob job = jobs.find(town.organization, id).orElseThrow();
        assertThat(job.gone()).isNotNull().extracting(Gone::by).isNull();
        assertThat(job.result()).isEqualTo(result);
        assertThat(job.decided()).isNotNull();
        assertThat(directory).isEmptyDirectory();
        assertThat(noted("EXPORT_DELETED")).isEqualTo(1);
        assertThat(jobs.discard(id, officer)).isFalse();
    }

    private void deleteAllOlderThan(ExportMaking making, Duration age) {
        boolean more = true;
        while (more) {
            more = transactions.call(() -> making.ending.expire(age));
        }
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
        transactions.run(() -> {
            assertThat(jobs.decide(id, State.RELEASED, new Mark(other, Docket.NOON)))
                    .isTrue();
            jobs.fix(id);
        });
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
        making.ending.store = making.store;
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
        return noted("EXPORT_FAILED");
    }

    private long noted(String deed) {
        return database.first(
                        "select count(*) from audit_entry where organization_id = ? and deed = ?",
                        row -> row.getLong(1),
                        town.organization.value(),
                        deed)
                .orElseThrow();
    }

    private List<Long> exported() throws IOException {
        return lines().stream().map(message -> message.path("seq").asLong()).toList();
    }

    private List<JsonNode> lines() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (ZipFile packed =
                new ZipFile(directory.resolve("export-" + id + ".zip").toFile())) {
            String text = new String(
                    packed.getInputStream(packed.getEntry("messages.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
            List<JsonNode> messages = new ArrayList<>();
            for (String line : text.lines().toList()) {
                messages.add(json.readTree(line));
            }
            return messages;
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

    /** A database in which something happens before each page of messages is read. */
    private static final class Busy extends Database {

        private final Runnable before;

        Busy(DataSource source, Runnable before) {
            super(source);
            this.before = before;
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            if (sql.contains("matter_messages")) {
                before.run();
            }
            return super.query(sql, reader, parameters);
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
