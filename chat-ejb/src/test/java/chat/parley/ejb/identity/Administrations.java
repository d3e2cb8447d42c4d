package chat.parley.ejb.identity;

import java.time.Clock;

import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.Duties;

/** Doors to administrating, put together as the container would. */
public final class Administrations {

    private Administrations() {}

    /** One on this database, which notes refusals in the caller's transaction. */
    public static Administration on(Database database) {
        return with(new RefusalNotes(), database, MovableClock.atNoon());
    }

    /** One that notes refusals in a transaction of their own. */
    static Administration apart(Database database, TestTransactions transactions, Clock clock) {
        return with(new Apart(transactions), database, clock);
    }

    /** What notes refusals in a transaction of their own, for a door that does so itself. */
    public static RefusalNotes notesApart(Database database, TestTransactions transactions, Clock clock) {
        return equip(new Apart(transactions), database, clock);
    }

    private static Administration with(RefusalNotes notes, Database database, Clock clock) {
        Administration administration = new Administration();
        administration.duties = new Duties(database);
        administration.refusals = equip(notes, database, clock);
        return administration;
    }

    private static RefusalNotes equip(RefusalNotes notes, Database database, Clock clock) {
        notes.entries = new AuditEntries(database);
        notes.clock = clock;
        notes.rate = new RefusalRate();
        notes.rate.clock = clock;
        notes.rate.open();
        return notes;
    }

    private static final class Apart extends RefusalNotes {
        private final TestTransactions transactions;

        Apart(TestTransactions transactions) {
            this.transactions = transactions;
        }

        @Override
        public void refused(Actor actor, AdministrativeAction action) {
            transactions.run(() -> super.refused(actor, action));
        }
    }
}
