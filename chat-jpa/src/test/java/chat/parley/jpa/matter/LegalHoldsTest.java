package chat.parley.jpa.matter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a hold covers, and that nothing of it is destroyed, whoever tries and how. */
@ExtendWith(RealDatabase.class)
class LegalHoldsTest {

    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final Docket docket;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId room;

    LegalHoldsTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        docket = new Docket(town, database, sequences, transactions);
        anna = town.person("anna");
        ben = town.person("ben");
        room = town.group(HistoryVisibility.JOINED, anna);
    }

    @Test
    void a_named_conversation_is_held_whole_and_no_other() {
        ConversationId other = town.group(HistoryVisibility.ALL, anna);
        say(room);

        docket.hold(room);

        long later = say(room);
        assertThat(docket.held(room)).containsExactly(1L, 2L, later);
        assertThat(docket.held(other)).isEmpty();
    }

    @Test
    void of_a_custodian_it_is_held_what_they_may_see_in_each_of_their_spans() {
        say(room);
        long joined = town.join(room, HistoryVisibility.JOINED, ben);
        long within = say(room);
        long left = town.leave(room, ben);
        say(room);
        long back = town.join(room, HistoryVisibility.JOINED, ben);

        docket.hold(ben);

        long later = say(room);
        assertThat(docket.held(room)).containsExactly(joined, within, left, back, later);
        assertThat(docket.heldOneByOne(room)).isEqualTo(docket.held(room));
    }

    @Test
    void where_a_custodian_comes_later_is_held_too_as_far_back_as_they_see() {
        docket.hold(ben);
        say(room);

        long joined = town.join(room, HistoryVisibility.JOINED, ben);
        ConversationId open = town.group(HistoryVisibility.ALL, anna);
        say(open);
        town.join(open, HistoryVisibility.ALL, ben);

        assertThat(docket.held(room)).containsExactly(joined);
        assertThat(docket.held(open)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_is_held_is_found_in_its_matter_and_nothing_else() {
        long outside = say(room);
        long strange = say(room);
        database.update(
                "update message set sender_id = ? where conversation_id = ? and seq = ?",
                ben.value(),
                room.value(),
                outside);
        town.join(room, HistoryVisibility.JOINED, ben);
        long within = say(room);

        docket.hold(ben);

        MatterContents contents = new MatterContents(database);
        assertThat(contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 10))
                .extracting(Finding::seq)
                .containsExactly(outside, within);
        assertThat(docket.held(room)).contains(outside, within).doesNotContain(strange);
        assertThat(contents.has(docket.matter, room, outside)).isTrue();
        assertThat(contents.has(docket.matter, room, within)).isTrue();
        assertThat(contents.has(docket.matter, room, strange)).isFalse();
    }

    @Test
    void a_sample_is_any_of_what_would_be_found_and_the_same_again_with_its_seed() {
        for (int i = 0; i < 60; i++) {
            say(room);
        }
        docket.hold(room);
        MatterContents contents = new MatterContents(database);
        List<Long> all = seqs(contents.page(docket.matter, SearchTerms.EVERYTHING, Position.START, 100));

        MatterContents.Sample sample = contents.sample(docket.matter, SearchTerms.EVERYTHING, 10, 7, 1_000);

        assertThat(sample.of()).isEqualTo(all.size());
        assertThat(seqs(sample.findings())).hasSize(10).isSorted().isSubsetOf(all);
        assertThat(seqs(contents.sample(docket.matter, SearchTerms.EVERYTHING, 10, 7, 1_000)
                        .findings()))
                .isEqualTo(seqs(sample.findings()));
        assertThat(seqs(contents.sample(docket.matter, SearchTerms.EVERYTHING, 10, 8, 1_000)
                        .findings()))
                .isNotEqualTo(seqs(sample.findings()));
        assertThat(contents.sample(docket.matter, SearchTerms.EVERYTHING, 100, 7, 1_000)
                        .findings())
                .hasSameSizeAs(all);
    }

    private static List<Long> seqs(List<Finding> findings) {
        return findings.stream().map(Finding::seq).toList();
    }

    @Test
    void only_what_is_from_the_dates_is_held() {
        say(room);
        Instant moment = town.say(room, anna, "now").at();
        long next = say(room);

        docket.place(new HoldScope(Set.of(), Set.of(room), moment.plus(1, ChronoUnit.MICROS), null), null);
        assertThat(docket.held(room)).containsExactly(next);
        docket.place(new HoldScope(Set.of(), Set.of(room), moment, moment.plus(1, ChronoUnit.MICROS)), null);
        assertThat(docket.held(room)).containsExactly(next - 1, next);
    }

    @Test
    void what_is_held_is_destroyed_by_no_statement() {
        PostedMessage said = town.say(room, anna, "first");
        edit(said, "second");
        docket.hold(room);
        String partition = database.first(
                        "select tableoid::regclass::text from message where conversation_id = ? limit 1",
                        row -> row.getString(1),
                        room.value())
                .orElseThrow();

        refused("delete from message where conversation_id = " + room + " and seq = 2");
        refused("delete from " + partition + " where conversation_id = " + room);
        refused("with gone as (delete from message where conversation_id = " + room
                + " returning 1) select 1 from gone");
        refused("update message set body = '' where conversation_id = " + room + " and seq = 2");
        refused("update message set sender_id = 7 where conversation_id = " + room + " and seq = 2");
        refused("update message set created_at = now() where conversation_id = " + room + " and seq = 2");
        refused("delete from message_version where conversation_id = " + room);
        refused("update message_version set body = '' where conversation_id = " + room);
        refused("truncate message");
        refused("truncate " + partition);
        refused("truncate message_version");
        assertThatThrownBy(() -> database.update("update message set seq = 9 where conversation_id = " + room))
                .hasMessageContaining("stay under their numbers");
    }

    @Test
    void where_custodians_were_stays() {
        docket.hold(anna);

        refused("delete from member where conversation_id = " + room);
        refused("truncate member");
    }

    @Test
    void people_edit_and_delete_what_is_held_and_what_it_said_is_kept() {
        PostedMessage said = town.say(room, anna, "first");
        docket.hold(room);

        edit(said, "second");
        transactions.run(() -> {
            Changes changes = new Changes(database);
            changes.lock(room);
            changes.delete(said, anna, Docket.NOON);
        });

        assertThat(database.query(
                        "select body from message_version where conversation_id = ? order by rev",
                        row -> row.getString(1),
                        room.value()))
                .containsExactly("first", "second");
    }

    @Test
    void what_is_not_held_any_more_by_any_hold_may_be_destroyed() {
        say(room);
        LegalHoldId one = docket.hold(room);
        LegalHoldId two = docket.hold(anna);

        docket.release(one);
        refused("delete from message where conversation_id = " + room + " and seq = 2");
        docket.release(two);

        assertThat(docket.held(room)).isEmpty();
        assertThat(database.update("delete from message where conversation_id = " + room + " and seq = 2"))
                .isEqualTo(1);
    }

    @Test
    void a_transaction_that_does_not_see_what_is_committed_meanwhile_destroys_nothing() {
        say(room);

        assertThatThrownBy(() -> transactions.run(() -> {
                    database.update("set transaction isolation level repeatable read");
                    database.update("delete from message where conversation_id = " + room + " and seq = 2");
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("only by read committed");
    }

    @Test
    void a_hold_is_released_once_and_never_made_another() {
        LegalHoldId id = docket.place(new HoldScope(Set.of(anna), Set.of(room), Docket.NOON, null), "Keep all.");

        for (String attempt : List.of(
                "update legal_hold set until_at = now() where id = " + id,
                "update legal_hold set released_at = now(), released_by = 1, name = 'x' where id = " + id,
                "delete from legal_hold where id = " + id,
                "truncate legal_hold cascade",
                "delete from hold_custodian where hold_id = " + id,
                "update hold_conversation set conversation_id = 1 where hold_id = " + id)) {
            assertThatThrownBy(() -> database.update(attempt))
                    .as(attempt)
                    .hasMessageContaining("a hold is placed and released, and nothing else");
        }
        assertThat(docket.holds.release(id, new Mark(anna, Docket.NOON))).isTrue();
        assertThat(docket.holds.release(id, new Mark(ben, Docket.NOON))).isFalse();
        LegalHold read = docket.holds.find(docket.matter, id).orElseThrow();
        assertThat(read.scope()).isEqualTo(new HoldScope(Set.of(anna), Set.of(room), Docket.NOON, null));
        assertThat(read.notice()).isEqualTo("Keep all.");
        assertThat(read.released()).isEqualTo(new Mark(anna, Docket.NOON));
    }

    @Test
    void custodians_are_told_and_acknowledge_unless_the_hold_is_silent() {
        LegalHoldId told = docket.place(new HoldScope(Set.of(anna), Set.of(), null, null), "Keep all.");
        LegalHoldId silent = docket.hold(anna);

        assertThat(docket.holds.notices(anna))
                .containsExactly(new HoldNotice(told, "Keep all.", Docket.NOON, null, null));
        assertThat(docket.holds.notices(ben)).isEmpty();
        assertThat(docket.holds.acknowledge(told, anna, Docket.NOON)).isTrue();
        assertThat(docket.holds.acknowledge(told, anna, Docket.NOON)).isFalse();
        assertThat(docket.holds.acknowledge(told, ben, Docket.NOON)).isFalse();
        assertThat(docket.holds.acknowledge(silent, anna, Docket.NOON)).isFalse();
        assertThat(docket.holds.acknowledgements(told)).containsExactly(new Mark(anna, Docket.NOON));
    }

    private long say(ConversationId conversation) {
        return town.say(conversation, anna, "hello").seq();
    }

    private void edit(PostedMessage message, String body) {
        transactions.run(() -> {
            Changes changes = new Changes(database);
            changes.lock(message.conversation());
            changes.edit(message, body, Mentioned.NOBODY, anna, Docket.NOON);
        });
    }

    private void refused(String statement) {
        assertThatThrownBy(() -> database.update(statement))
                .as(statement)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("legal hold");
    }
}
