package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.conversation.Commits;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveRules;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.export.ExportPoint;
import chat.parley.jpa.export.ExportRecords;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.Finding;
import chat.parley.jpa.matter.LegalHoldId;
import chat.parley.jpa.matter.MatterContents;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.Pins;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.message.Versions;
import chat.parley.jpa.person.OwnData;
import chat.parley.jpa.report.CaseFile;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.ModerationCase.Level;
import chat.parley.jpa.report.Reports;
import chat.parley.jpa.retention.Destruction;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionRules;
import chat.parley.jpa.supervision.SupervisionItem.Selected;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Texts move out of the database: people read the same, nothing is lost on the way, and what is destroyed cannot be opened. */
@ExtendWith(RealDatabase.class)
class MovingTest {

    private static final Span ALL = new Span(1, Long.MAX_VALUE);
    private static final int OLD = 30;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final Database database;
    private final TestTransactions transactions;
    private final Sequences sequences;
    private final Town town;
    private final ArchiveSegments segments;
    private final ArchivableMessages archivable;
    private final ArchivedTexts texts = new ArchivedTexts();
    private final Archiving archiving = new Archiving();
    private final Moving moving = new Moving();
    private final Shredding shredding = new Shredding();
    private Runnable beforeItIsCommitted = () -> {};
    private final Messages messages;
    private final Changes changes;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId room;

    @TempDir
    Path directory;

    MovingTest(TestTransactions transactions, Sequences sequences) {
        this.transactions = transactions;
        this.sequences = sequences;
        database = new Database(transactions);
        database.readMovedFrom(texts);
        town = new Town(database, sequences, transactions);
        segments = new ArchiveSegments(database);
        archivable = new ArchivableMessages(database);
        messages = new Messages(database);
        changes = new Changes(database);
        anna = town.person("anna");
        ben = town.person("ben");
        room = town.group(HistoryVisibility.ALL, anna, ben);
    }

    @BeforeEach
    void what_was_said_is_a_hundred_days_old() {
        texts.segments = segments;
        Cataloguing cataloguing = inTransactions();
        archiving.messages = archivable;
        archiving.cataloguing = cataloguing;
        archiving.sequences = sequences;
        archiving.clock = clock;
        moving.messages = archivable;
        moving.segments = segments;
        moving.archiving = archiving;
        moving.cataloguing = cataloguing;
        moving.texts = texts;
        moving.clock = clock;
        moving.least = 1;
        shredding.messages = archivable;
        shredding.segments = segments;
        shredding.cataloguing = cataloguing;
        shredding.archiving = archiving;
        shredding.clock = clock;
        storeIn(directory);
        town.sayAll(
                room,
                anna,
                IntStream.range(0, OLD)
                        .mapToObj(i -> "words \"" + i + "\"\n\u00e4\ud83d\ude00 https://example.org/" + i));
        sayWhatStays();
        new ArchiveRules(database).put(rule(30), anna, clock.instant());
    }

    /** The last words of the conversation, after which all is old. */
    private void sayWhatStays() {
        town.sayAll(room, anna, IntStream.range(0, ArchivableMessages.LAST_STAY).mapToObj(i -> "last " + i));
        database.update(
                "update message set created_at = ? where conversation_id = ?",
                clock.instant().minus(Duration.ofDays(100)),
                room.value());
        database.update("delete from link_task where conversation_id = ?", room.value());
    }

    private void storeIn(Path place) {
        ObjectStore store = new FileObjectStore(place, clock);
        texts.store = store;
        archiving.store = store;
        shredding.store = store;
    }

    private Cataloguing inTransactions() {
        Cataloguing cataloguing = new Cataloguing() {
            @Override
            public boolean add(
                    Place before, Place reached, List<ArchivedLine> lines, @Nullable ArchiveSegment segment) {
                return transactions.call(() -> super.add(before, reached, lines, segment));
            }

            @Override
            public boolean replace(ArchiveSegment old, @Nullable ArchiveSegment remaining, List<Long> numbers) {
                return transactions.call(() -> super.replace(old, remaining, numbers));
            }

            @Override
            public void move(Place before, Place reached, ArchiveSegment segment, Map<Long, String> said) {
                transactions.run(() -> {
                    super.move(before, reached, segment, said);
                    beforeItIsCommitted.run();
                });
            }

            @Override
            public void bringBack(ArchiveSegment segment, Map<Long, String> said) {
                transactions.run(() -> super.bringBack(segment, said));
            }
        };
        cataloguing.segments = segments;
        return cataloguing;
    }

    @Test
    void people_read_the_same_and_the_database_has_no_word_of_it() {
        say_something_of_every_kind();
        Map<String, Supplier<Object>> reads = reads();
        Map<String, Object> before = answers(reads);

        archiveAndMove();

        assertThat(movedNumbers()).hasSize(OLD + ArchivableMessages.LAST_STAY + 2);
        assertThat(database.query(
                        "select body from message where conversation_id = ? and moved_to is not null",
                        row -> row.getString(1),
                        room.value()))
                .containsOnly("");
        assertThat(moving.places(rule(30), room.value() - 1, 1))
                .noneMatch(place -> place.conversation().equals(room));
        assertThat(answers(reads)).isEqualTo(before);
        assertThat(findings()).isEmpty();
    }

    /** Two more messages that may move, and two that stay: one that has a thread, and one that was edited. */
    private void say_something_of_every_kind() {
        Mention.Person toBen = new Mention.Person(ben);
        town.call(room, null, anna, "see this, ben", new Mentioned(List.of(toBen), Map.of(toBen, List.of(ben))));
        PostedMessage root = town.say(room, anna, "what a thread is about");
        town.answer(root, ben, "an answer");
        PostedMessage edited = town.say(room, anna, "before it was edited");
        PostedMessage pinned = messages.find(room, 6).orElseThrow();
        transactions.run(() -> {
            changes.edit(edited, "edited", Mentioned.NOBODY, anna, clock.instant());
            changes.pin(pinned, ben, clock.instant());
            changes.react(messages.find(room, 7).orElseThrow(), "\ud83d\udc4d", ben, clock.instant());
        });
        new SavedMessages(database).put(ben, new SavedMark(room, 8, clock.instant()), 1);
        sayWhatStays();
    }

    /** Everything that shows a text, by what it is called. The last two bring back what they read. */
    private Map<String, Supplier<Object>> reads() {
        long thread = database.first(
                        "select root_seq from thread where conversation_id = ?", row -> row.getLong(1), room.value())
                .orElseThrow();
        Messages.Position start = new Messages.Position(room, 3, 0);
        Map<String, Supplier<Object>> reads = new LinkedHashMap<>();
        reads.put("history, forward", () -> messages.after(room, ALL, 0, 500));
        reads.put("history, backward", () -> messages.before(room, ALL, 20, 500));
        reads.put("one message", () -> List.of(messages.find(room, 5).orElseThrow()));
        reads.put("a thread, forward", () -> messages.threadAfter(room, thread, ALL, 0, 50));
        reads.put("a thread, backward", () -> messages.threadBefore(room, thread, ALL, Long.MAX_VALUE, 50));
        reads.put("followed threads", () -> new Threads(database).followed(anna, false, null, 50));
        reads.put("catching up", () -> messages.postedSince(List.of(start), 500));
        reads.put("catching up with changes", () -> messages.changedSince(List.of(start), 500));
        reads.put("chats", () -> town.memberships.summaries(anna, new long[] {room.value()}));
        reads.put("pins", () -> new Pins(database).of(room, ALL));
        reads.put("saved", () -> new SavedMessages(database).before(ben, null, 50));
        reads.put("inbox", () -> new Inbox(database).page(ben, true, null, 50));
        reads.put(
                "own data",
                () -> new OwnData(database)
                        .messages(anna, room, 0, 500).stream()
                                .map(line -> line.json().replace(": ", ":").replace(", ", ","))
                                .toList());
        reads.put("versions", () -> new Versions(database).of(room, thread + 2, -1, 10));
        reads.put(
                "supervised",
                () -> List.of(new SupervisionItems(database)
                        .words(new Selected(room, 9, anna, clock.instant(), true, true))
                        .orElseThrow()));
        reads.put(
                "supervision",
                () -> new SupervisionWalk(database)
                        .said(new SupervisionWalk.Stretch(room, ConversationKind.GROUP, 9, 12, 0, 50)));
        reads.put("a report", this::report);
        return reads;
    }

    /** What is kept when somebody reports a message. */
    private List<CaseFile.Kept> report() {
        CaseId id = new CaseId(sequences.next("case_id"));
        new Cases(database)
                .open(id, town.organization, null, town.person("accused"), Level.ORGANIZATION, clock.instant());
        Reports reports = new Reports(database);
        reports.keep(id, messages.find(room, 20).orElseThrow(), 1);
        return reports.kept(id, 50);
    }

    private static Map<String, Object> answers(Map<String, Supplier<Object>> reads) {
        Map<String, Object> answers = new LinkedHashMap<>();
        reads.forEach((name, read) -> {
            Object answer = read.get();
            assertThat((List<?>) answer).as(name).isNotEmpty();
            answers.put(name, answer);
        });
        return answers;
    }

    @Test
    void what_is_answered_in_a_thread_after_it_has_moved_is_shown_above_the_answers() {
        PostedMessage before = messages.find(room, 4).orElseThrow();
        archiveAndMove();

        town.answer(before, ben, "late");

        assertThat(new Threads(database).followed(anna, false, null, 50))
                .extracting(followed -> followed.root().body())
                .containsExactly(before.body());
    }

    @Test
    void what_is_destroyed_while_it_is_read_is_left_out() {
        archiveAndMove();
        SavedMessages saved = new SavedMessages(database);
        saved.put(ben, new SavedMark(room, 5, clock.instant()), 1);
        saved.put(ben, new SavedMark(room, 20, clock.instant()), 2);
        List<PostedMessage> page = messages.after(room, ALL, 10, 5);

        destroyNextTime(10);
        assertThat(saved.before(ben, null, 50))
                .extracting(mark -> mark.message().seq())
                .containsExactly(20L);
        destroyNextTime(12);
        assertThat(messages.after(room, ALL, 10, 5))
                .startsWith(page.subList(2, 5).toArray(new PostedMessage[0]))
                .hasSize(5);
    }

    /** When the next text is asked for, all up to this number is gone. */
    private void destroyNextTime(long upTo) {
        database.readMovedFrom((conversation, seqs) -> {
            database.readMovedFrom(texts);
            destroy(upTo);
            return texts.read(conversation, seqs);
        });
    }

    @Test
    void what_is_edited_or_deleted_comes_back_and_its_old_words_are_kept() {
        PostedMessage before = messages.find(room, 4).orElseThrow();
        archiveAndMove();

        transactions.run(() -> {
            changes.lock(room, 4);
            changes.edit(before, "other words", Mentioned.NOBODY, anna, clock.instant());
        });
        transactions.run(() -> {
            changes.lock(room, 5);
            changes.delete(messages.find(room, 5).orElseThrow(), anna, clock.instant());
        });

        assertThat(messages.find(room, 4).orElseThrow().body()).isEqualTo("other words");
        assertThat(new Versions(database).of(room, 4, -1, 10))
                .extracting(Versions.Version::body)
                .containsExactly(before.body());
        assertThat(new Versions(database).of(room, 5, -1, 10))
                .extracting(Versions.Version::body)
                .noneMatch(String::isEmpty);
        assertThat(movedNumbers()).hasSize(OLD - 2);
        archiveAndMove();
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_comes_back_is_not_looked_at_for_links_again() {
        archiveAndMove();

        transactions.run(() -> changes.lock(room, 4));

        assertThat(database.query(
                        "select seq from link_task where conversation_id = ?", row -> row.getLong(1), room.value()))
                .isEmpty();
    }

    @Test
    void nothing_changes_or_destroys_what_has_moved_without_bringing_it_back() {
        PostedMessage before = messages.find(room, 4).orElseThrow();
        archiveAndMove();
        long segment = theMoved().id();

        assertThatThrownBy(() -> transactions.run(() -> changes.delete(before, anna, clock.instant())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("bring it back first");
        refused("delete from message where conversation_id = ? and seq = 4", "bring it back first");
        refused("update message set moved_to = null where conversation_id = ? and seq = 4", "bring it back first");
        refused("update message set body = 'x' where conversation_id = ? and seq = 4", "message_moved_is_bare");
        refused("select text_of(m) from message m where conversation_id = ? and seq = 4", "has moved");
        assertThatThrownBy(() -> database.update("delete from archive_segment where id = ?", segment))
                .hasMessageContaining("nowhere else");
    }

    private void refused(String sql, String why) {
        assertThatThrownBy(() -> transactions.run(() -> database.query(
                        sql.startsWith("select") ? sql : sql + " returning seq", row -> true, room.value())))
                .hasMessageContaining(why);
    }

    @Test
    void the_rest_of_a_segment_is_written_anew_from_its_object_and_what_was_destroyed_cannot_be_opened()
            throws IOException {
        List<PostedMessage> before = history();
        archiveAndMove();

        destroy(10);
        storeIn(directory.resolve("not-mounted"));
        assertThatThrownBy(shredding::step).isInstanceOf(Unavailable.class);
        storeIn(directory);
        assertThat(history()).isEqualTo(before.subList(10, before.size()));
        for (int i = 0; i < 3; i++) {
            shredding.step();
        }

        assertThat(history()).isEqualTo(before.subList(10, before.size()));
        assertThat(movedNumbers()).hasSize(OLD + 1 - 10);
        assertThat(findings()).isEmpty();
        assertThat(segments.touched(100))
                .noneMatch(segment -> segment.conversation().equals(room));
        for (ArchiveSegment segment : mine()) {
            assertThat(ArchivedTexts.texts(read(segment))).doesNotContainKeys(2L, 10L);
        }
        assertThat(objects()).hasSize(mine().size());
    }

    @Test
    void a_segment_is_never_replaced_by_one_that_lacks_a_text() {
        archiveAndMove();
        ArchiveSegment full = theMoved();

        assertThatThrownBy(() -> transactions.run(() -> segments.replace(full, null, List.of())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.run(() -> segments.replace(full, full, List.of(2L, 3L))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void without_the_storage_nobody_gets_an_empty_text_and_nothing_is_destroyed() {
        List<PostedMessage> before = history();
        archiveAndMove();
        storeIn(directory.resolve("not-mounted"));

        assertThatThrownBy(this::history)
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.code()).isEqualTo("archive.unreadable"));
        assertThatThrownBy(() -> destroy(10)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> transactions.run(() -> changes.lock(room, 4))).isInstanceOf(Unavailable.class);
        assertThat(messages.before(room, ALL, Long.MAX_VALUE, 50)).hasSize(50);

        storeIn(directory);
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void an_object_that_was_changed_is_not_read() throws IOException {
        archiveAndMove();
        for (ArchiveSegment segment : mine()) {
            spoil(segment);
        }

        assertThatThrownBy(this::history).isInstanceOf(Unavailable.class);
        assertThat(findings()).isNotEmpty();
    }

    private void spoil(ArchiveSegment segment) throws IOException {
        Path file = directory.resolve(segment.content().object());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }

    @Test
    void what_one_object_has_lost_is_read_from_the_other_that_has_it_and_can_be_changed_and_destroyed()
            throws IOException {
        transactions.run(
                () -> changes.react(messages.find(room, 7).orElseThrow(), "\ud83d\udc4d", ben, clock.instant()));
        List<PostedMessage> before = history();
        archiveAndMove();
        spoil(theMoved());

        assertThat(history()).isEqualTo(before);
        Files.delete(directory.resolve(theMoved().content().object()));
        database.readMovedFrom(afresh());
        assertThat(history()).isEqualTo(before);
        assertThat(findings()).contains("there is no such object");
        transactions.run(() -> {
            changes.lock(room, 14);
            changes.edit(messages.find(room, 14).orElseThrow(), "other words", Mentioned.NOBODY, anna, clock.instant());
        });
        destroy(10);

        assertThat(history())
                .hasSize(before.size() - 10)
                .startsWith(before.subList(10, 13).toArray(new PostedMessage[0]));
        assertThat(messages.find(room, 14).orElseThrow().body()).isEqualTo("other words");
    }

    @Test
    void what_is_lost_for_good_can_be_given_up_by_hand_and_is_destroyed_then() throws IOException {
        archiveAndMove();
        for (ArchiveSegment segment : mine()) {
            Files.delete(directory.resolve(segment.content().object()));
        }
        assertThatThrownBy(() -> destroy(10)).isInstanceOf(Unavailable.class);

        assertThat(database.update(giveUp(), theMoved().id())).isEqualTo(OLD);

        destroy(10);
        assertThat(history()).hasSize(OLD + 1 + ArchivableMessages.LAST_STAY - 10);
        assertThat(messages.find(room, 20).orElseThrow().body()).isEqualTo("[lost]");
    }

    /** Nothing of it is in memory. */
    private ArchivedTexts afresh() {
        ArchivedTexts afresh = new ArchivedTexts();
        afresh.segments = segments;
        afresh.store = texts.store;
        return afresh;
    }

    /** The statement that operators are told. */
    private static String giveUp() throws IOException {
        String told = Files.readString(Path.of("..", "docs", "operations.md"));
        int begin = told.indexOf("update message set body = '[lost]'");
        return told.substring(begin, told.indexOf(';', begin)).replace(":segment", "?");
    }

    private ArchiveSegment theMoved() {
        return mine().stream().filter(ArchiveSegment::moved).findFirst().orElseThrow();
    }

    @Test
    void who_changes_something_while_it_moves_is_not_overlooked() {
        archiveAll();
        PostedMessage before = messages.find(room, 4).orElseThrow();
        moving.archiving = new Archiving() {
            @Override
            ArchiveSegment put(ArchiveRule rule, Place reached, List<ArchivedLine> lines) {
                ArchiveSegment put = archiving.put(rule, reached, lines);
                transactions.run(() ->
                        changes.edit(before, "other words", Mentioned.NOBODY, anna, MovingTest.this.clock.instant()));
                return put;
            }
        };

        assertThat(moving.move(rule(30), movable().orElseThrow())).isFalse();

        assertThat(movedNumbers()).isEmpty();
        assertThat(messages.find(room, 4).orElseThrow().body()).isEqualTo("other words");
        assertThat(mine()).noneMatch(ArchiveSegment::moved);
    }

    @Test
    void who_edits_or_reports_something_in_the_moment_in_which_it_moves_does_not_notice() {
        archiveAll();
        PostedMessage edited = messages.find(room, 4).orElseThrow();
        List<CompletableFuture<?>> others = new ArrayList<>();
        beforeItIsCommitted = () -> {
            others.add(waiting(() -> transactions.run(() -> {
                changes.lock(room, 4);
                changes.edit(edited, "other words", Mentioned.NOBODY, anna, clock.instant());
            })));
            others.add(waiting(() -> transactions.run(() -> assertThat(report())
                    .extracting(CaseFile.Kept::body)
                    .contains("words \"18\"\n\u00e4\ud83d\ude00 https://example.org/18")
                    .noneMatch(String::isEmpty))));
        };

        archiveAndMove();
        others.forEach(other -> other.orTimeout(10, TimeUnit.SECONDS).join());

        assertThat(messages.find(room, 4).orElseThrow().body()).isEqualTo("other words");
        assertThat(new Versions(database).of(room, 4, -1, 10))
                .extracting(Versions.Version::body)
                .containsExactly(edited.body());
        assertThat(movedNumbers()).hasSizeLessThan(OLD - 1).isNotEmpty();
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
        return database.first(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void what_is_on_hold_does_not_move_and_what_comes_on_hold_is_found_and_exported_only_once_it_is_back() {
        Docket docket = new Docket(town, database, sequences, transactions);
        MatterContents contents = new MatterContents(database);
        ExportRecords records = new ExportRecords(database);
        LegalHoldId first = docket.hold(room);
        List<Finding> found = contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 500);
        ExportPoint now = new ExportPoint(room, Long.MAX_VALUE, Long.MAX_VALUE, clock.instant());
        List<ExportRecords.Line> exported = records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 500);
        archiveAndMove();
        assertThat(movedNumbers()).isEmpty();

        docket.release(first);
        archiveAndMove();
        assertThat(movedNumbers()).hasSize(OLD);
        docket.hold(room);

        assertThat(contents.hasMoved(docket.matter)).isTrue();
        assertThatThrownBy(() -> contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 100))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 100))
                .isInstanceOf(DatabaseException.class);
        assertThat(moving.bringBack()).isTrue();
        assertThat(contents.hasMoved(docket.matter)).isFalse();
        assertThat(contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 500))
                .isEqualTo(found)
                .hasSize(OLD + ArchivableMessages.LAST_STAY);
        assertThat(records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 500))
                .isEqualTo(exported);
        assertThat(movable()).isEmpty();
    }

    @Test
    void the_archive_is_not_turned_off_while_texts_lie_nowhere_else() {
        List<PostedMessage> before = history();
        archiveAndMove();
        KeepingArchive keeping = keeping();

        assertThatThrownBy(() -> transactions.run(() -> keeping.stop(actor())))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("archive.moved"));
        transactions.run(() -> keeping.set(actor(), 30, null, null));
        while (moving.bringBack()) {}

        assertThat(movedNumbers()).isEmpty();
        assertThat(history()).isEqualTo(before);
        transactions.run(() -> assertThat(keeping.stop(actor()).rule()).isEmpty());
    }

    private KeepingArchive keeping() {
        database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, 'COMPLIANCE', ?)",
                town.organization.value(),
                anna.value(),
                clock.instant());
        KeepingArchive keeping = new KeepingArchive();
        keeping.rules = new ArchiveRules(database);
        keeping.segments = segments;
        keeping.agenda = new ArchiveAgenda();
        keeping.agenda.transactions = new Commits();
        keeping.store = texts.store;
        keeping.administration = Administrations.on(database);
        keeping.audit = AuditLogs.on(database, clock);
        keeping.clock = clock;
        return keeping;
    }

    private ArchiveRule rule(@Nullable Integer moveAfterDays) {
        return new ArchiveRule(town.organization, 30, moveAfterDays, null);
    }

    private void archiveAndMove() {
        archiveAll();
        movable().ifPresent(place -> moving.move(rule(30), place));
    }

    private void archiveAll() {
        Optional<Place> at = archivable.places(town.organization, 0, 100).stream()
                .filter(place -> place.conversation().equals(room))
                .findFirst();
        while (at.isPresent()) {
            at = archiving.archive(rule(30), at.get());
        }
    }

    private Optional<Place> movable() {
        return moving.places(rule(30), room.value() - 1, 1).stream()
                .filter(place -> place.conversation().equals(room))
                .findFirst();
    }

    private List<PostedMessage> history() {
        return messages.after(room, ALL, 0, 200);
    }

    private List<Long> movedNumbers() {
        return database.query(
                "select seq from message where conversation_id = ? and moved_to is not null order by seq",
                row -> row.getLong(1),
                room.value());
    }

    private List<ArchiveSegment> mine() {
        return segments.after(town.organization, 0, 100);
    }

    private List<String> read(ArchiveSegment segment) {
        try {
            return SegmentFile.read(texts.store.get(segment.content().object()), segment.content());
        } catch (SegmentFile.Spoiled e) {
            throw new AssertionError(e);
        }
    }

    /** Destroys all up to a number. */
    private void destroy(long upTo) {
        RetentionRules rules = new RetentionRules(database);
        rules.put(new RetentionRule(
                sequences.next("retention_rule_id"),
                town.organization,
                new RetentionReach.Organization(),
                "A month",
                new Periods(null, 30, false, null),
                State.ON,
                anna,
                clock.instant()));
        transactions.run(() ->
                new Destruction(database).destroy(town.organization, room, new NumberRange(1, upTo), clock.instant()));
    }

    private List<String> findings() {
        VerifyingArchive verifying = new VerifyingArchive();
        verifying.segments = segments;
        verifying.messages = archivable;
        verifying.store = texts.store;
        List<String> found = new ArrayList<>();
        mine().forEach(segment -> found.addAll(verifying.look(segment)));
        return found;
    }

    private Actor actor() {
        return new Actor(anna, town.organization, new DeviceId(1), false, Instant.MAX);
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.contains(".lock"))
                    .toList();
        }
    }
}
