package chat.parley.jpa.matter;

import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Never is something destroyed that a hold covers which is written: a thousand tries against a real database, of three at
 * once, while holds come and go; as many as {@code -Dparley.race} says, where somebody wants it to be longer.
 */
@ExtendWith(RealDatabase.class)
class HoldRaceTest {

    private final Database database;
    private final TestTransactions transactions;
    private final Sequences sequences;

    HoldRaceTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        this.sequences = sequences;
    }

    @Test
    void whoever_destroys_and_however_what_is_held_is_there_when_the_hold_is_released() {
        HoldRace.Outcome outcome = race(Integer.getInteger("parley.race", 1_000), true);

        assertThat(outcome.lost()).isEmpty();
        assertThat(outcome.placed()).isGreaterThan(20);
        assertThat(outcome.destroyed()).isGreaterThan(100);
        assertThat(outcome.refused()).isGreaterThan(10);
    }

    @Test
    void without_the_triggers_the_race_finds_what_is_lost() {
        assertThat(race(200, false).lost()).isNotEmpty();
    }

    private HoldRace.Outcome race(int destructions, boolean guarded) {
        Town town = new Town(database, sequences, transactions);
        Docket docket = new Docket(town, database, sequences, transactions);
        return new HoldRace(town, docket, database, transactions, destructions, guarded).run();
    }
}
