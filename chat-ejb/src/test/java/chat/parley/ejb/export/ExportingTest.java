package chat.parley.ejb.export;

import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.audit.Seal;
import chat.parley.ejb.audit.Seals;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.matter.MatterDoors;
import chat.parley.ejb.matter.SearchMatter;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.export.ExportFilter;
import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.State;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requesting and releasing exports, on a real database. */
@ExtendWith(RealDatabase.class)
class ExportingTest {

    private static final SearchMatter ALL =
            new SearchMatter("Case 4711", SearchTerms.EVERYTHING, false, Position.START, 1, null);

    private final MovableClock clock = MovableClock.atNoon();
    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final Docket docket;
    private final Exporting exporting = new Exporting();
    private final Actor officer;
    private final Actor other;

    ExportingTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        docket = new Docket(town, database, sequences, transactions);
        officer = officer("olga");
        other = officer("otto");
        exporting.door = MatterDoors.on(database);
        exporting.jobs = new ExportJobs(database);
        exporting.store = new ExportStore();
        exporting.audit = AuditLogs.on(database, clock);
        exporting.sequences = sequences;
        exporting.clock = clock;
    }

    @Test
    void nothing_is_requested_or_released_without_a_key_for_signing() {
        assertThatThrownBy(() -> request(Seals.none())).isInstanceOf(Conflict.class);
        assertThat(exporting.jobs.page(town.organization, ExportFilter.ALL, Long.MAX_VALUE, 1))
                .isEmpty();

        ExportJob requested = request(Seals.fresh());
        assertThatThrownBy(() -> release(Seals.none(), requested)).isInstanceOf(Conflict.class);
        assertThat(exporting.look(other, requested.id()).state()).isEqualTo(State.REQUESTED);

        assertThat(release(Seals.fresh(), requested).state()).isEqualTo(State.RELEASED);
    }

    private ExportJob request(Seal seal) {
        exporting.seal = seal;
        return transactions.call(() -> exporting.request(officer, docket.matter, ALL));
    }

    private ExportJob release(Seal seal, ExportJob job) {
        exporting.seal = seal;
        return transactions.call(() -> exporting.release(other, job.id()));
    }

    private Actor officer(String name) {
        AccountId account = town.person(name);
        database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, ?, ?)",
                town.organization.value(),
                account.value(),
                Duty.COMPLIANCE,
                clock.instant());
        return new Actor(account, town.organization, new DeviceId(1), false, clock.instant());
    }
}
