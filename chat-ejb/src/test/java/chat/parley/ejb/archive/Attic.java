package chat.parley.ejb.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchivableMessages.Place;
import chat.parley.jpa.archive.ArchiveRule;
import chat.parley.jpa.archive.ArchiveRules;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.archive.ArchiveSegments;
import chat.parley.jpa.archive.ArchivedLine;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
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
import org.jspecify.annotations.Nullable;

/** An old conversation of two, and the archive that its texts move into, as a node would move them. */
final class Attic {

    static final Span ALL = new Span(1, Long.MAX_VALUE);

    /** How many messages have a text that may move. */
    static final int OLD = 30;

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    final Path directory;
    final Database database;
    final TestTransactions transactions;
    final Sequences sequences;
    final Town town;
    final ArchiveSegments segments;
    final Messages messages;
    final Changes changes;
    final ArchivedTexts texts = new ArchivedTexts();
    final Archiving archiving = new Archiving();
    final Moving moving = new Moving() {
        @Override
        List<ArchiveSegment> returning() {
            return returning.get();
        }
    };
    final Shredding shredding = new Shredding();
    final AccountId anna;
    final AccountId ben;
    final ConversationId room;
    private final ArchivableMessages archivable;

    /** What is to come back: what others have left in the database lies where this one does not look. */
    Supplier<List<ArchiveSegment>> returning = this::myReturning;

    /** What happens at the end of each transaction that moves something. */
    Runnable beforeItIsCommitted = () -> {};

    Attic(TestTransactions transactions, Sequences sequences, Path directory) {
        this.transactions = transactions;
        this.sequences = sequences;
        this.directory = directory;
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
        assemble();
        town.sayAll(
                room,
                anna,
                IntStream.range(0, OLD)
                        .mapToObj(i -> "words \"" + i + "\"\n\u00e4\ud83d\ude00 https://example.org/" + i));
        sayWhatStays();
        new ArchiveRules(database).put(rule(30), anna, clock.instant());
    }

    private void assemble() {
        Cataloguing cataloguing = inTransactions();
        texts.segments = segments;
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
    }

    /** The last words of the conversation, after which all is old. */
    void sayWhatStays() {
        town.sayAll(room, anna, IntStream.range(0, ArchivableMessages.LAST_STAY).mapToObj(i -> "last " + i));
        database.update(
                "update message set created_at = ? where conversation_id = ?",
                clock.instant().minus(Duration.ofDays(100)),
                room.value());
        database.update("delete from link_task where conversation_id = ?", room.value());
    }

    void storeIn(Path place) {
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

    ArchiveRule rule(@Nullable Integer moveAfterDays) {
        return new ArchiveRule(town.organization, 30, moveAfterDays, null);
    }

    void archiveAndMove() {
        archiveAll();
        movable().ifPresent(place -> moving.move(rule(30), place));
    }

    void archiveAll() {
        Optional<Place> at = archivable.places(town.organization, 0, 100).stream()
                .filter(place -> place.conversation().equals(room))
                .findFirst();
        while (at.isPresent()) {
            at = archiving.archive(rule(30), at.get());
        }
    }

    Optional<Place> movable() {
        return moving.places(rule(30), room.value() - 1, 1).stream()
                .filter(place -> place.conversation().equals(room))
                .findFirst();
    }

    List<PostedMessage> history() {
        return messages.after(room, ALL, 0, 200);
    }

    PostedMessage message(long seq) {
        return messages.find(room, seq).orElseThrow();
    }

    /** Edits it as the use case would, which brings it back first. */
    void edit(PostedMessage message, String words) {
        transactions.run(() -> {
            changes.lock(room, message.seq());
            changes.edit(message, words, Mentioned.NOBODY, anna, clock.instant());
        });
    }

    List<Long> movedNumbers() {
        return database.query(
                "select seq from message where conversation_id = ? and moved_to is not null order by seq",
                row -> row.getLong(1),
                room.value());
    }

    private List<ArchiveSegment> myReturning() {
        return segments.returning(1_000).stream()
                .filter(segment -> segment.conversation().equals(room))
                .toList();
    }

    List<ArchiveSegment> mine() {
        return segments.after(town.organization, 0, 100);
    }

    ArchiveSegment theMoved() {
        return mine().stream().filter(ArchiveSegment::moved).findFirst().orElseThrow();
    }

    List<String> read(ArchiveSegment segment) {
        try {
            return SegmentFile.read(texts.store.get(segment.content().object()), segment.content());
        } catch (SegmentFile.Spoiled e) {
            throw new AssertionError(e);
        }
    }

    /** Destroys all up to a number. */
    void destroy(long upTo) {
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

    /** What is kept when somebody reports a message. */
    List<CaseFile.Kept> report() {
        CaseId id = new CaseId(sequences.next("case_id"));
        new Cases(database)
                .open(id, town.organization, null, town.person("accused"), Level.ORGANIZATION, clock.instant());
        Reports reports = new Reports(database);
        reports.keep(id, message(20), 1);
        return reports.kept(id, 50);
    }

    List<String> findings() {
        VerifyingArchive verifying = new VerifyingArchive();
        verifying.segments = segments;
        verifying.messages = archivable;
        verifying.store = texts.store;
        List<String> found = new ArrayList<>();
        mine().forEach(segment -> found.addAll(verifying.look(segment)));
        return found;
    }
}
