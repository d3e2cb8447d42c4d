package chat.parley.ejb.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.conversation.Commits;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchiveRules;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.export.ExportPoint;
import chat.parley.jpa.export.ExportRecords;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.Finding;
import chat.parley.jpa.matter.LegalHoldId;
import chat.parley.jpa.matter.MatterContents;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is changed, held or wanted in the database again comes back first, and nothing happens to it where it is not. */
@ExtendWith(RealDatabase.class)
class BringingBackTest {

    private final Attic attic;

    BringingBackTest(TestTransactions transactions, Sequences sequences, @TempDir Path directory) {
        attic = new Attic(transactions, sequences, directory);
    }

    @Test
    void what_is_edited_or_deleted_comes_back_and_its_old_words_are_kept() {
        PostedMessage before = attic.message(4);
        attic.archiveAndMove();

        attic.edit(before, "other words");
        attic.transactions.run(() -> {
            attic.changes.lock(attic.room, 5);
            attic.changes.delete(attic.message(5), attic.anna, attic.clock.instant());
        });

        assertThat(attic.message(4).body()).isEqualTo("other words");
        assertThat(new Versions(attic.database).of(attic.room, 4, -1, 10))
                .extracting(Versions.Version::body)
                .containsExactly(before.body());
        assertThat(new Versions(attic.database).of(attic.room, 5, -1, 10))
                .extracting(Versions.Version::body)
                .noneMatch(String::isEmpty);
        assertThat(attic.movedNumbers()).hasSize(Attic.OLD - 2);
        attic.archiveAndMove();
        assertThat(attic.findings()).isEmpty();
    }

    @Test
    void what_comes_back_is_not_looked_at_for_links_again() {
        attic.archiveAndMove();

        attic.transactions.run(() -> attic.changes.lock(attic.room, 4));

        assertThat(attic.database.query(
                        "select seq from link_task where conversation_id = ?",
                        row -> row.getLong(1),
                        attic.room.value()))
                .isEmpty();
    }

    @Test
    void nothing_changes_or_destroys_what_has_moved_without_bringing_it_back() {
        PostedMessage before = attic.message(4);
        attic.archiveAndMove();
        long segment = attic.theMoved().id();

        assertThatThrownBy(() ->
                        attic.transactions.run(() -> attic.changes.delete(before, attic.anna, attic.clock.instant())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("bring it back first");
        refused("delete from message where conversation_id = ? and seq = 4", "bring it back first");
        refused("update message set moved_to = null where conversation_id = ? and seq = 4", "bring it back first");
        refused("update message set body = 'x' where conversation_id = ? and seq = 4", "message_moved_is_bare");
        refused("select text_of(m) from message m where conversation_id = ? and seq = 4", "has moved");
        assertThatThrownBy(() -> attic.database.update("delete from archive_segment where id = ?", segment))
                .hasMessageContaining("nowhere else");
    }

    private void refused(String sql, String why) {
        assertThatThrownBy(() -> attic.transactions.run(() -> attic.database.query(
                        sql.startsWith("select") ? sql : sql + " returning seq", row -> true, attic.room.value())))
                .hasMessageContaining(why);
    }

    @Test
    void what_is_on_hold_does_not_move_and_what_comes_on_hold_is_found_and_exported_only_once_it_is_back() {
        Docket docket = new Docket(attic.town, attic.database, attic.sequences, attic.transactions);
        MatterContents contents = new MatterContents(attic.database);
        ExportRecords records = new ExportRecords(attic.database);
        LegalHoldId first = docket.hold(attic.room);
        List<Finding> found = contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 500);
        ExportPoint now = new ExportPoint(attic.room, Long.MAX_VALUE, Long.MAX_VALUE, attic.clock.instant());
        List<ExportRecords.Line> exported = records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 500);
        attic.archiveAndMove();
        assertThat(attic.movedNumbers()).isEmpty();

        docket.release(first);
        attic.archiveAndMove();
        assertThat(attic.movedNumbers()).hasSize(Attic.OLD);
        docket.hold(attic.room);

        assertThat(contents.hasMoved(docket.matter)).isTrue();
        assertThatThrownBy(() -> contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 100))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 100))
                .isInstanceOf(DatabaseException.class);
        assertThat(attic.moving.bringBack()).isTrue();
        assertThat(contents.hasMoved(docket.matter)).isFalse();
        assertThat(contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 500))
                .isEqualTo(found)
                .hasSize(Attic.OLD + ArchivableMessages.LAST_STAY);
        assertThat(records.messages(docket.matter, SearchTerms.EVERYTHING, now, 0, 500))
                .isEqualTo(exported);
        assertThat(attic.movable()).isEmpty();
    }

    @Test
    void the_archive_is_not_turned_off_while_texts_lie_nowhere_else() {
        List<PostedMessage> before = attic.history();
        attic.archiveAndMove();
        KeepingArchive keeping = keeping();

        assertThatThrownBy(() -> attic.transactions.run(() -> keeping.stop(actor())))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("archive.moved"));
        attic.transactions.run(() -> keeping.set(actor(), 30, null, null));
        while (attic.moving.bringBack()) {}

        assertThat(attic.movedNumbers()).isEmpty();
        assertThat(attic.history()).isEqualTo(before);
        attic.transactions.run(() -> assertThat(keeping.stop(actor()).rule()).isEmpty());
    }

    @Test
    void what_cannot_be_read_keeps_nothing_else_away(@TempDir Path elsewhere) {
        Attic lost = new Attic(attic.transactions, attic.sequences, elsewhere);
        lost.archiveAndMove();
        attic.archiveAndMove();
        attic.returning = () -> List.of(lost.theMoved(), attic.theMoved());

        assertThat(attic.moving.bringBack()).isTrue();

        assertThat(attic.movedNumbers()).isEmpty();
        assertThat(lost.movedNumbers()).hasSize(Attic.OLD);
    }

    private KeepingArchive keeping() {
        attic.database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, 'COMPLIANCE', ?)",
                attic.town.organization.value(),
                attic.anna.value(),
                attic.clock.instant());
        KeepingArchive keeping = new KeepingArchive();
        keeping.rules = new ArchiveRules(attic.database);
        keeping.segments = attic.segments;
        keeping.agenda = new ArchiveAgenda();
        keeping.agenda.transactions = new Commits();
        keeping.store = attic.texts.store;
        keeping.administration = Administrations.on(attic.database);
        keeping.audit = AuditLogs.on(attic.database, attic.clock);
        keeping.clock = attic.clock;
        return keeping;
    }

    private Actor actor() {
        return new Actor(attic.anna, attic.town.organization, new DeviceId(1), false, Instant.MAX);
    }
}
