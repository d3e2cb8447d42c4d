package chat.parley.ejb.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.jpa.archive.ArchivableMessages;
import chat.parley.jpa.archive.ArchiveSegment;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.Inbox;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Pins;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.SavedMessages;
import chat.parley.jpa.message.Threads;
import chat.parley.jpa.message.Versions;
import chat.parley.jpa.person.OwnData;
import chat.parley.jpa.supervision.SupervisionItem.Selected;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose text has moved is read as before, or refused where no object has it: nobody gets an empty text. */
@ExtendWith(RealDatabase.class)
class MovedTextsTest {

    private final Attic attic;

    MovedTextsTest(TestTransactions transactions, Sequences sequences, @TempDir Path directory) {
        attic = new Attic(transactions, sequences, directory);
    }

    @Test
    void people_read_the_same_and_the_database_has_no_word_of_it() {
        say_something_of_every_kind();
        Map<String, Supplier<Object>> reads = reads();
        Map<String, Object> before = answers(reads);

        attic.archiveAndMove();

        assertThat(attic.movedNumbers()).hasSize(Attic.OLD + ArchivableMessages.LAST_STAY + 2);
        assertThat(attic.database.query(
                        "select body from message where conversation_id = ? and moved_to is not null",
                        row -> row.getString(1),
                        attic.room.value()))
                .containsOnly("");
        assertThat(attic.moving.places(attic.rule(30), attic.room.value() - 1, 1))
                .noneMatch(place -> place.conversation().equals(attic.room));
        assertThat(answers(reads)).isEqualTo(before);
        assertThat(attic.findings()).isEmpty();
    }

    /** Two more messages that may move, and two that stay: one that has a thread, and one that was edited. */
    private void say_something_of_every_kind() {
        Mention.Person toBen = new Mention.Person(attic.ben);
        attic.town.call(
                attic.room,
                null,
                attic.anna,
                "see this, ben",
                new Mentioned(List.of(toBen), Map.of(toBen, List.of(attic.ben))));
        PostedMessage root = attic.town.say(attic.room, attic.anna, "what a thread is about");
        attic.town.answer(root, attic.ben, "an answer");
        PostedMessage edited = attic.town.say(attic.room, attic.anna, "before it was edited");
        PostedMessage pinned = attic.message(6);
        attic.transactions.run(() -> {
            attic.changes.edit(edited, "edited", Mentioned.NOBODY, attic.anna, attic.clock.instant());
            attic.changes.pin(pinned, attic.ben, attic.clock.instant());
            attic.changes.react(attic.message(7), "\ud83d\udc4d", attic.ben, attic.clock.instant());
        });
        new SavedMessages(attic.database).put(attic.ben, new SavedMark(attic.room, 8, attic.clock.instant()), 1);
        attic.sayWhatStays();
    }

    /** Everything that shows a text, by what it is called. The last two bring back what they read. */
    private Map<String, Supplier<Object>> reads() {
        long thread = attic.database
                .first(
                        "select root_seq from thread where conversation_id = ?",
                        row -> row.getLong(1),
                        attic.room.value())
                .orElseThrow();
        Messages.Position start = new Messages.Position(attic.room, 3, 0);
        Map<String, Supplier<Object>> reads = new LinkedHashMap<>();
        reads.put("history, forward", () -> attic.messages.after(attic.room, Attic.ALL, 0, 500));
        reads.put("history, backward", () -> attic.messages.before(attic.room, Attic.ALL, 20, 500));
        reads.put("one message", () -> List.of(attic.message(5)));
        reads.put("a thread, forward", () -> attic.messages.threadAfter(attic.room, thread, Attic.ALL, 0, 50));
        reads.put(
                "a thread, backward",
                () -> attic.messages.threadBefore(attic.room, thread, Attic.ALL, Long.MAX_VALUE, 50));
        reads.put("followed threads", () -> new Threads(attic.database).followed(attic.anna, false, null, 50));
        reads.put("catching up", () -> attic.messages.postedSince(List.of(start), 500));
        reads.put("catching up with changes", () -> attic.messages.changedSince(List.of(start), 500));
        reads.put("chats", () -> attic.town.memberships.summaries(attic.anna, new long[] {attic.room.value()}));
        reads.put("pins", () -> new Pins(attic.database).of(attic.room, Attic.ALL));
        reads.put("saved", () -> new SavedMessages(attic.database).before(attic.ben, null, 50));
        reads.put("inbox", () -> new Inbox(attic.database).page(attic.ben, true, null, 50));
        reads.put(
                "own data",
                () -> new OwnData(attic.database)
                        .messages(attic.anna, attic.room, 0, 500).stream()
                                .map(line -> line.json().replace(": ", ":").replace(", ", ","))
                                .toList());
        reads.put("versions", () -> new Versions(attic.database).of(attic.room, thread + 2, -1, 10));
        reads.put(
                "supervised",
                () -> List.of(new SupervisionItems(attic.database)
                        .words(new Selected(attic.room, 9, attic.anna, attic.clock.instant(), true, true))
                        .orElseThrow()));
        reads.put(
                "supervision",
                () -> new SupervisionWalk(attic.database)
                        .said(new SupervisionWalk.Stretch(attic.room, ConversationKind.GROUP, 9, 12, 0, 50)));
        reads.put("a report", attic::report);
        return reads;
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
        PostedMessage before = attic.message(4);
        attic.archiveAndMove();

        attic.town.answer(before, attic.ben, "late");

        assertThat(new Threads(attic.database).followed(attic.anna, false, null, 50))
                .extracting(followed -> followed.root().body())
                .containsExactly(before.body());
    }

    @Test
    void what_is_destroyed_while_it_is_read_is_left_out() {
        attic.archiveAndMove();
        SavedMessages saved = new SavedMessages(attic.database);
        saved.put(attic.ben, new SavedMark(attic.room, 5, attic.clock.instant()), 1);
        saved.put(attic.ben, new SavedMark(attic.room, 20, attic.clock.instant()), 2);
        List<PostedMessage> page = attic.messages.after(attic.room, Attic.ALL, 10, 5);

        destroyNextTime(10);
        assertThat(saved.before(attic.ben, null, 50))
                .extracting(mark -> mark.message().seq())
                .containsExactly(20L);
        destroyNextTime(12);
        assertThat(attic.messages.after(attic.room, Attic.ALL, 10, 5))
                .startsWith(page.subList(2, 5).toArray(new PostedMessage[0]))
                .hasSize(5);
    }

    /** When the next text is asked for, all up to this number is gone. */
    private void destroyNextTime(long upTo) {
        attic.database.readMovedFrom((conversation, seqs) -> {
            attic.database.readMovedFrom(attic.texts);
            attic.destroy(upTo);
            return attic.texts.read(conversation, seqs);
        });
    }

    @Test
    void without_the_storage_nobody_gets_an_empty_text_and_nothing_is_destroyed() {
        List<PostedMessage> before = attic.history();
        attic.archiveAndMove();
        attic.storeIn(attic.directory.resolve("not-mounted"));

        assertThatThrownBy(attic::history)
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.code()).isEqualTo("archive.unreadable"));
        assertThatThrownBy(() -> attic.destroy(10)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> attic.transactions.run(() -> attic.changes.lock(attic.room, 4)))
                .isInstanceOf(Unavailable.class);
        assertThat(attic.messages.before(attic.room, Attic.ALL, Long.MAX_VALUE, 50))
                .hasSize(50);

        attic.storeIn(attic.directory);
        assertThat(attic.history()).isEqualTo(before);
    }

    @Test
    void an_object_that_was_changed_is_not_read() throws IOException {
        attic.archiveAndMove();
        for (ArchiveSegment segment : attic.mine()) {
            spoil(segment);
        }

        assertThatThrownBy(attic::history).isInstanceOf(Unavailable.class);
        assertThat(attic.findings()).isNotEmpty();
    }

    @Test
    void what_one_object_has_lost_is_read_from_the_other_that_has_it_and_can_be_changed_and_destroyed()
            throws IOException {
        attic.transactions.run(
                () -> attic.changes.react(attic.message(7), "\ud83d\udc4d", attic.ben, attic.clock.instant()));
        List<PostedMessage> before = attic.history();
        attic.archiveAndMove();
        spoil(attic.theMoved());

        assertThat(attic.history()).isEqualTo(before);
        Files.delete(attic.directory.resolve(attic.theMoved().content().object()));
        attic.database.readMovedFrom(afresh());
        assertThat(attic.history()).isEqualTo(before);
        assertThat(attic.findings()).contains("there is no such object");
        attic.edit(attic.message(14), "other words");
        attic.destroy(10);

        assertThat(attic.history())
                .hasSize(before.size() - 10)
                .startsWith(before.subList(10, 13).toArray(new PostedMessage[0]));
        assertThat(attic.message(14).body()).isEqualTo("other words");
    }

    private void spoil(ArchiveSegment segment) throws IOException {
        Path file = attic.directory.resolve(segment.content().object());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }

    /** Nothing of it is in memory. */
    private ArchivedTexts afresh() {
        ArchivedTexts afresh = new ArchivedTexts();
        afresh.segments = attic.segments;
        afresh.store = attic.texts.store;
        return afresh;
    }

    @Test
    void what_is_lost_for_good_can_be_given_up_by_hand_and_is_destroyed_then() throws IOException {
        attic.archiveAndMove();
        for (ArchiveSegment segment : attic.mine()) {
            Files.delete(attic.directory.resolve(segment.content().object()));
        }
        assertThatThrownBy(() -> attic.destroy(10)).isInstanceOf(Unavailable.class);

        assertThat(attic.database.update(giveUp(), attic.theMoved().id())).isEqualTo(Attic.OLD);

        attic.destroy(10);
        assertThat(attic.history()).hasSize(Attic.OLD + 1 + ArchivableMessages.LAST_STAY - 10);
        assertThat(attic.message(20).body()).isEqualTo("[lost]");
    }

    /** The statement that operators are told. */
    private static String giveUp() throws IOException {
        String told = Files.readString(Path.of("..", "docs", "operations.md"));
        int begin = told.indexOf("update message set body = '[lost]'");
        return told.substring(begin, told.indexOf(';', begin)).replace(":segment", "?");
    }
}
