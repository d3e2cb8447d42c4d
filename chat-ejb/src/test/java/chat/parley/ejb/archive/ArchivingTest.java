package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import chat.parley.ejb.archive.SegmentFile.Spoiled;
import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegment.Content;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.retention.Destruction;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is said comes into the archive, is found when somebody has been at it there or here, and goes when it is destroyed. */
@ExtendWith(RealDatabase.class)
class ArchivingTest {

    private static final NumberRange ALL = new NumberRange(1, 1_000);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final Archiving archiving = new Archiving();
    private final Shredding shredding = new Shredding();
    private final VerifyingArchive verifying = new VerifyingArchive();
    private final ArchiveSegments segments;
    private final Database database;
    private final TestTransactions transactions;
    private final Sequences sequences;
    private final Town town;
    private final AccountId anna;
    private final ConversationId room;
    private Storage store;

    @TempDir
    Path directory;

    ArchivingTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        this.sequences = sequences;
        segments = new ArchiveSegments(database);
        town = new Town(database, sequences, transactions);
        anna = town.person("anna");
        room = town.group(HistoryVisibility.ALL, anna);
    }

    /** A storage in which something can come in between. */
    private static final class Storage implements ObjectStore {
        private final ObjectStore files;
        private Runnable beforePut = () -> {};

        Storage(ObjectStore files) {
            this.files = files;
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public void check() {
            files.check();
        }

        @Override
        public void put(String name, byte[] content, @Nullable Instant lockedUntil) {
            beforePut.run();
            files.put(name, content, lockedUntil);
        }

        @Override
        public byte[] get(String name) {
            return files.get(name);
        }

        @Override
        public void delete(String name) {
            files.delete(name);
        }

        @Override
        public Optional<Instant> lockedUntil(String name) {
            return files.lockedUntil(name);
        }
    }

    @BeforeEach
    void a_storage() {
        store = new Storage(new FileObjectStore(directory, clock));
        Cataloguing cataloguing = new Cataloguing();
        cataloguing.segments = segments;
        archiving.messages = new ArchivableMessages(database);
        archiving.cataloguing = cataloguing;
        archiving.store = store;
        archiving.sequences = sequences;
        archiving.clock = clock;
        shredding.messages = archiving.messages;
        shredding.segments = segments;
        shredding.cataloguing = cataloguing;
        shredding.archiving = archiving;
        shredding.store = store;
        shredding.clock = clock;
        verifying.segments = segments;
        verifying.messages = archiving.messages;
        verifying.store = store;
        verifying.administration = Administrations.on(database);
        verifying.audit = new ArchiveAudit();
        verifying.audit.audit = AuditLogs.on(database, clock);
        database.update(
                "update message set created_at = ? where conversation_id = ? and format = 'SYSTEM'",
                clock.instant().minus(Duration.ofDays(40)),
                room.value());
        database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, 'COMPLIANCE', ?)",
                town.organization.value(),
                anna.value(),
                clock.instant());
    }

    @Test
    void what_is_old_is_archived_and_what_is_young_is_not_yet() throws Spoiled {
        old("one");
        old("two");
        say("young", Duration.ofDays(1));

        archiveAll(null);

        assertThat(archived()).containsExactly("one", "two");
        assertThat(findings()).isEmpty();
        clock.pass(Duration.ofDays(30));
        archiveAll(null);
        assertThat(archived()).containsExactly("one", "two", "young");
    }

    @Test
    void what_becomes_of_it_afterwards_is_archived_too() throws Spoiled {
        PostedMessage message = old("as it was");
        archiveAll(null);

        transactions.run(() -> changes().edit(message, "as it is", Mentioned.NOBODY, anna, clock.instant()));
        archiveAll(null);

        assertThat(archived()).containsExactly("as it was", "as it is");
        assertThat(segments()).hasSize(2);
        assertThat(findings()).isEmpty();
        assertThat(place().isEmpty()).isTrue();
    }

    @Test
    void what_is_destroyed_can_be_read_by_nobody_any_more() throws Spoiled {
        old("goes");
        PostedMessage held = old("stays");
        archiveAll(null);
        Content before = segments().getFirst().content();
        byte[] object = store.get(before.object());

        destroy(held.seq());
        shredding.step();

        assertThat(archived()).containsExactly("stays");
        assertThat(findings()).isEmpty();
        assertThat(objects()).hasSize(1).doesNotContain(before.object());
        assertThat(segments())
                .allSatisfy(segment -> assertThatThrownBy(() -> SegmentFile.read(
                                object,
                                new Content(
                                        before.object(),
                                        before.objectBytes(),
                                        before.objectHash(),
                                        before.textBytes(),
                                        before.textHash(),
                                        segment.content().key(),
                                        null)))
                        .isInstanceOf(Spoiled.class));
        assertThat(tablesWith(before.key())).isEmpty();
    }

    @Test
    void what_somebody_wanted_erased_goes_though_the_message_stays_without_words() throws Spoiled {
        PostedMessage message = old("my words");
        old("others'");
        archiveAll(null);

        transactions.run(() -> changes().delete(message, anna, clock.instant()));
        database.update(
                "delete from message_version where conversation_id = ? and seq = ?", room.value(), message.seq());
        shredding.step();

        assertThat(archived()).containsExactly("others'");
        archiveAll(null);
        assertThat(archived()).containsExactly("others'");
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_is_locked_stays_in_the_storage_until_then_and_says_nothing() throws Spoiled {
        old("goes");
        archiveAll(10);
        String object = segments().getFirst().content().object();
        assertThat(store.lockedUntil(object)).contains(clock.instant().plus(Duration.ofDays(10)));

        destroy(0);
        shredding.step();

        assertThat(segments()).isEmpty();
        assertThat(objects()).containsExactly(object);
        clock.pass(Duration.ofDays(11));
        shredding.step();
        assertThat(objects()).isEmpty();
    }

    @Test
    void what_a_rule_keeps_longer_is_locked_until_the_newest_of_it_may_go() {
        old("older");
        say("newest", Duration.ofDays(31));
        keep(365, State.ON);

        archiveAll(10);

        assertThat(locks()).containsExactly(clock.instant().plus(Duration.ofDays(365 - 31)));
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_a_rule_keeps_for_less_or_may_keep_some_day_is_locked_as_long_as_is_wished() {
        old("one");
        keep(45, State.ON);
        keep(365, State.DRAFT);

        archiveAll(10);

        assertThat(locks()).containsExactly(clock.instant().plus(Duration.ofDays(10)));
    }

    @Test
    void where_no_lock_is_wished_no_rule_locks() {
        old("one");
        keep(365, State.ON);

        archiveAll(null);

        assertThat(locks()).isEmpty();
    }

    @Test
    void what_is_written_anew_is_locked_by_the_rules_there_are_then() {
        say("goes", Duration.ofDays(100));
        say("stays", Duration.ofDays(40));
        archiveAll(10);
        keep(60, State.ON);

        destroy(0);
        shredding.step();

        assertThat(locks()).containsExactly(clock.instant().plus(Duration.ofDays(60 - 40)));
        assertThat(findings()).isEmpty();
    }

    @Test
    void who_destroys_while_it_is_archived_is_not_overlooked() throws Spoiled {
        old("goes");
        store.beforePut = () -> destroy(0);

        assertThat(archiving.archive(rule(null), place().orElseThrow())).isEmpty();

        store.beforePut = () -> {};
        archiveAll(null);
        assertThat(archived()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void who_destroys_while_it_is_written_anew_is_not_overlooked_either() throws Spoiled {
        old("goes first");
        PostedMessage last = old("goes last");
        archiveAll(null);
        destroy(last.seq());
        store.beforePut = () -> destroy(0);

        shredding.step();
        store.beforePut = () -> {};
        shredding.step();

        assertThat(archived()).isEmpty();
        assertThat(segments()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_storage_that_is_away_loses_nothing() throws Spoiled {
        old("one");
        store.beforePut = () -> {
            throw StoreProblems.away(new IOException("unplugged"));
        };
        assertThatThrownBy(() -> archiving.archive(rule(null), place().orElseThrow()))
                .isInstanceOf(Unavailable.class);
        assertThat(segments()).isEmpty();

        store.beforePut = () -> {};
        archiveAll(null);
        assertThat(archived()).containsExactly("one");
    }

    @Test
    void two_that_archive_the_same_write_it_once() throws Spoiled {
        old("one");
        Place place = place().orElseThrow();
        store.beforePut = () -> {
            store.beforePut = () -> {};
            assertThat(archiving.archive(rule(null), place)).isPresent();
        };

        assertThat(archiving.archive(rule(null), place)).isEmpty();

        assertThat(archived()).containsExactly("one");
        assertThat(segments()).hasSize(1);
    }

    @Test
    void whatever_is_done_to_objects_is_found() throws IOException {
        old("one");
        archiveAll(10);
        clock.pass(Duration.ofDays(30));
        old("two");
        archiveAll(10);
        Path first = file(segments().getFirst());
        Path second = file(segments().getLast());
        byte[] content = Files.readAllBytes(first);

        Files.delete(first);
        assertThat(findings()).containsExactly("there is no such object");
        Files.copy(second, first);
        assertThat(findings()).containsExactly("the object is not the one that was written");
        content[20]++;
        Files.delete(first);
        Files.write(first, content);
        assertThat(findings()).containsExactly("the object is not the one that was written");
        content[20]--;
        Files.write(first, content);
        assertThat(findings()).isEmpty();
        database.update(
                "update archive_segment set key = ? where id = ?",
                new byte[32],
                segments().getFirst().id());
        assertThat(findings()).containsExactly("the object cannot be read with the key that the catalogue has");
    }

    @Test
    void whatever_is_done_to_the_database_past_us_is_found() {
        PostedMessage message = old("as it was");
        archiveAll(null);

        database.update(
                "update message set body = 'as it never was' where conversation_id = ? and seq = ?",
                room.value(),
                message.seq());
        assertThat(findings()).containsExactly("message " + message.seq() + " is another in the database");
        database.update(
                "update message set body = 'as it was', created_at = created_at + interval '1 hour' where conversation_id = ? and seq = ?",
                room.value(),
                message.seq());
        assertThat(findings()).containsExactly("message " + message.seq() + " is another in the database");
        transactions.run(() -> {
            database.update("set local session_replication_role = replica");
            database.update("delete from message where conversation_id = ? and seq = ?", room.value(), message.seq());
        });
        assertThat(findings())
                .containsExactly("message " + message.seq() + " is not in the database, and was not destroyed");
    }

    @Test
    void numbers_that_are_missing_are_counted() {
        PostedMessage first = old("one");
        old("two");
        assertThat(archiving.messages.missing(room, 0, first.seq() + 1)).isZero();

        database.update("delete from message where conversation_id = ? and seq = ?", room.value(), first.seq());

        assertThat(archiving.messages.missing(room, 0, first.seq() + 1)).isEqualTo(1);
        destroy(0);
        assertThat(archiving.messages.missing(room, 0, first.seq() + 1)).isEqualTo(1);
    }

    @Test
    void nothing_is_archived_without_a_storage() {
        KeepingArchive keeping = new KeepingArchive();
        keeping.store = new NoObjectStore();
        keeping.administration = Administrations.on(database);

        assertThatThrownBy(() -> keeping.set(actor(), 30, null, null))
                .isInstanceOf(Conflict.class)
                .extracting("code")
                .isEqualTo("archive.none");
    }

    private ArchiveRule rule(@Nullable Integer lockDays) {
        return new ArchiveRule(town.organization, 30, null, lockDays);
    }

    private Optional<Place> place() {
        return archiving.messages.places(town.organization, 0, 100).stream()
                .filter(place -> place.conversation().equals(room))
                .findFirst();
    }

    private void archiveAll(@Nullable Integer lockDays) {
        Optional<Place> at = place();
        while (at.isPresent()) {
            at = archiving.archive(rule(lockDays), at.get());
        }
    }

    private PostedMessage old(String words) {
        return say(words, Duration.ofDays(40));
    }

    private PostedMessage say(String words, Duration ago) {
        PostedMessage message = town.say(room, anna, words);
        database.update(
                "update message set created_at = ? where conversation_id = ? and seq = ?",
                clock.instant().minus(ago),
                room.value(),
                message.seq());
        return message;
    }

    private Changes changes() {
        return new Changes(database);
    }

    private void keep(int days, State state) {
        retain(new RetentionReach.Conversation(room), new Periods(days, null, false, null), state);
    }

    private void retain(RetentionReach reach, Periods periods, State state) {
        new RetentionRules(database)
                .put(new RetentionRule(
                        sequences.next("retention_rule_id"),
                        town.organization,
                        reach,
                        "A rule",
                        periods,
                        state,
                        anna,
                        clock.instant()));
    }

    /** Destroys all that is before a message, or all there is. */
    private void destroy(long before) {
        retain(new RetentionReach.Organization(), new Periods(null, 30, false, null), State.ON);
        transactions.run(() -> new Destruction(database)
                .destroy(town.organization, room, before == 0 ? ALL : new NumberRange(1, before - 1), clock.instant()));
    }

    private List<ArchiveSegment> segments() {
        return segments.after(town.organization, 0, 100);
    }

    /** Until when the storage keeps objects of segments, as far as it does. */
    private List<Instant> locks() {
        return segments().stream()
                .flatMap(segment -> store.lockedUntil(segment.content().object()).stream())
                .toList();
    }

    /** What people said, as the archive has it. */
    private List<String> archived() throws Spoiled {
        List<String> words = new ArrayList<>();
        for (ArchiveSegment segment : segments()) {
            for (String line : SegmentFile.read(store.get(segment.content().object()), segment.content())) {
                Set<String> said = ArchivedMessage.of(line).words();
                said.stream()
                        .filter(each -> each.startsWith("plain "))
                        .map(each -> each.substring(6))
                        .filter(each -> !words.contains(each))
                        .forEach(words::add);
            }
        }
        return words;
    }

    private List<String> findings() {
        return transactions.call(() -> verifying.verify(actor(), 0).findings().stream()
                .map(VerifyingArchive.Finding::what)
                .toList());
    }

    private Actor actor() {
        return new Actor(anna, town.organization, new DeviceId(1), false, Instant.MAX);
    }

    private Path file(ArchiveSegment segment) {
        return directory.resolve(segment.content().object());
    }

    private List<String> objects() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.contains(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Tables in which a key stands in some column. */
    private List<String> tablesWith(byte[] key) {
        String hex = HexFormat.of().formatHex(key);
        return database
                .query(
                        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
                        row -> row.getString(1))
                .stream()
                .filter(table -> database.first(
                                "select 1 from " + table + " t where t::text like '%' || ? || '%' limit 1",
                                row -> row.getInt(1),
                                hex)
                        .isPresent())
                .toList();
    }
}
