package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.Finding.Answer;
import chat.parley.jpa.matter.Finding.NoMore;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Responses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What people take back of what they answered is kept as long as the message, and longer than that while it is held. */
@ExtendWith(RealDatabase.class)
class TakingBackTest {

    private static final int HOLDS = 15;

    private final Database database;
    private final TestTransactions transactions;
    private final Changes changes;
    private final Responses responses;
    private final Docket docket;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId room;
    private final PostedMessage said;

    TakingBackTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        changes = new Changes(database);
        responses = new Responses(database);
        Town town = new Town(database, sequences, transactions);
        docket = new Docket(town, database, sequences, transactions);
        anna = town.person("anna");
        ben = town.person("ben");
        room = town.group(HistoryVisibility.ALL, anna, ben);
        said = town.say(room, anna, "hello");
    }

    /** What somebody has answered, as the change of a number. */
    private record Given(String emoji, long account, long rev) {}

    @Test
    void a_reaction_is_kept_with_when_it_was_given_and_by_which_change_it_went() {
        PostedMessage reacted = change(() -> changes.react(said, "👍", ben, Docket.NOON));

        PostedMessage without = change(() -> changes.takeBack(said, "👍", ben, Docket.NOON));

        assertThat(kept())
                .containsExactly("REACTION 👍 null by " + ben + " at " + Docket.NOON + ", " + reacted.rev() + " to "
                        + without.rev());
    }

    @Test
    void a_vote_is_kept_when_another_takes_its_place_and_an_acknowledgement_when_the_message_says_nothing_more() {
        transactions.run(() -> responses.vote(ben, room, said.seq(), List.of(0), Docket.NOON, 1));
        transactions.run(() -> responses.acknowledge(ben, room, said.seq(), Docket.NOON, 2));
        responses.takeUntold(room);
        assertThat(kept()).isEmpty();

        transactions.run(() -> responses.vote(ben, room, said.seq(), List.of(1, 2), Docket.NOON, 3));
        transactions.run(() -> responses.vote(ben, room, said.seq(), List.of(), Docket.NOON, 4));
        PostedMessage deleted = change(() -> changes.delete(said, anna, Docket.NOON));

        assertThat(kept())
                .containsExactly(
                        "VOTE null {0} by " + ben + " at " + Docket.NOON + ", null to 0",
                        "VOTE null {1,2} by " + ben + " at " + Docket.NOON + ", null to 0",
                        "ACKNOWLEDGEMENT null null by " + ben + " at " + Docket.NOON + ", null to " + deleted.rev());
        LegalHoldId hold = docket.hold(room);
        assertThat(noMore())
                .extracting(NoMore::what, NoMore::by, NoMore::choices, NoMore::given)
                .containsExactly(
                        tuple(Answer.VOTE, ben, List.of(0), Docket.NOON),
                        tuple(Answer.VOTE, ben, List.of(1, 2), Docket.NOON),
                        tuple(Answer.ACKNOWLEDGEMENT, ben, List.of(), Docket.NOON));
        docket.release(hold);
        database.update("""
                update message_version set purpose = '{"anonymous": true}' where conversation_id = ? and seq = ?
                """, room.value(), said.seq());
        docket.hold(room);
        assertThat(noMore()).extracting(NoMore::choices).containsOnly(List.of());
    }

    /** What is found of it in the matter. */
    private List<NoMore> noMore() {
        return new MatterContents(database)
                .page(docket.matter, SearchTerms.EVERYTHING, Position.START, 1)
                .getFirst()
                .noMore();
    }

    @Test
    void what_is_held_of_it_is_not_destroyed_nor_made_another() {
        change(() -> changes.react(said, "👍", ben, Docket.NOON));
        change(() -> changes.takeBack(said, "👍", ben, Docket.NOON));
        LegalHoldId hold = docket.hold(room);

        refused("delete from taken_back where conversation_id = " + room, "on legal hold");
        refused("truncate taken_back", "legal hold");
        refused("truncate reaction", "legal hold");
        refused("truncate response", "legal hold");
        docket.release(hold);
        refused("update taken_back set emoji = 'x' where conversation_id = " + room, "stay under their numbers");
        refused("update reaction set emoji = 'x' where conversation_id = " + room, "stay under their numbers");
        refused("update response set seq = 1 where conversation_id = " + room, "stay under their numbers");

        assertThat(database.update("delete from taken_back where conversation_id = " + room))
                .isEqualTo(1);
    }

    @Test
    void whoever_takes_back_while_holds_come_and_go_takes_nothing_from_them() throws Exception {
        assertThat(lost(true)).isEmpty();
    }

    @Test
    void without_the_triggers_that_finds_what_is_lost() throws Exception {
        assertThat(lost(false)).isNotEmpty();
    }

    /**
     * Two who react and take it back, and one who wipes what was taken back, until the holds that are placed meanwhile have
     * been released again, or something of one is lost.
     */
    private Set<Given> lost(boolean guarded) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Stream<Runnable> others =
                    Stream.of(() -> toggle(guarded, anna), () -> toggle(guarded, ben), () -> wipe(guarded));
            List<? extends Future<?>> running = others.map(turn -> threads.submit(() -> {
                        while (!over.get()) {
                            turn.run();
                        }
                    }))
                    .toList();
            try {
                return lostOfHolds();
            } finally {
                over.set(true);
                for (Future<?> each : running) {
                    each.get();
                }
            }
        }
    }

    private Set<Given> lostOfHolds() {
        Set<Given> lost = Set.of();
        for (int hold = 0; hold < HOLDS && lost.isEmpty(); hold++) {
            lost = lostDuringAHold();
        }
        return lost;
    }

    private void toggle(boolean guarded, AccountId by) {
        change(() -> changes.react(said, "👍", by, Docket.NOON));
        transactions.run(() -> {
            if (!guarded) {
                database.update("set local session_replication_role = replica");
            }
            changes.lock(room);
            changes.takeBack(said, "👍", by, Docket.NOON);
        });
    }

    private void wipe(boolean guarded) {
        try {
            transactions.run(() -> {
                if (!guarded) {
                    database.update("set local session_replication_role = replica");
                }
                database.update("delete from taken_back where conversation_id = ?", room.value());
            });
        } catch (DatabaseException e) {
            assertThat(e).hasMessageContaining("on legal hold");
        }
    }

    private Set<Given> lostDuringAHold() {
        Set<Given> covered = new HashSet<>();
        LegalHoldId hold = transactions.call(() -> {
            LegalHoldId id = docket.placeHere(new HoldScope(Set.of(), Set.of(room), null, null), null);
            covered.addAll(answered());
            return id;
        });
        for (int look = 0; look < 5; look++) {
            covered.addAll(answered());
        }
        Set<Given> lost = new HashSet<>(covered);
        lost.removeAll(answered());
        docket.release(hold);
        return lost;
    }

    private Set<Given> answered() {
        return Set.copyOf(database.query(
                """
                select emoji, account_id, rev from reaction where conversation_id = ?
                union
                select emoji, account_id, rev from taken_back where conversation_id = ?
                """, row -> new Given(row.getString(1), row.getLong(2), row.getLong(3)), room.value(), room.value()));
    }

    private List<String> kept() {
        return database.query(
                """
                select kind, emoji, choices::text as choices, account_id, given_at, rev, taken_rev, taken_at
                from taken_back where conversation_id = ? order by id
                """,
                row -> {
                    assertThat(Database.instant(row, "taken_at"))
                            .isAfter(Instant.now().minusSeconds(60));
                    return "%s %s %s by %s at %s, %s to %s"
                            .formatted(
                                    row.getString("kind"),
                                    row.getString("emoji"),
                                    row.getString("choices"),
                                    row.getLong("account_id"),
                                    Database.instant(row, "given_at"),
                                    row.getString("rev"),
                                    row.getLong("taken_rev"));
                },
                room.value());
    }

    private PostedMessage change(Supplier<PostedMessage> change) {
        return transactions.call(() -> {
            changes.lock(room);
            return change.get();
        });
    }

    private void refused(String statement, String why) {
        assertThatThrownBy(() -> database.update(statement))
                .as(statement)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(why);
    }
}
