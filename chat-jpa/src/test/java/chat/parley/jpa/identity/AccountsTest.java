package chat.parley.jpa.identity;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.person.OwnTraces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.identity.Tenant.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class AccountsTest {

    /** Somebody whom no barrier parts from anybody. */
    private static final AccountId VIEWER = new AccountId(Long.MAX_VALUE);

    private static final int ALL = 100;

    private final TestTransactions transactions;
    private final Database database;
    private final IdentityTables tables;
    private final Accounts accounts;
    private final Tenant here;
    private final Tenant elsewhere;

    AccountsTest(TestTransactions transactions, TestEntities entities, Sequences sequences, Database database) {
        this.transactions = transactions;
        this.database = database;
        tables = new IdentityTables(transactions, entities, sequences);
        accounts = tables.accounts;
        here = new Tenant(tables, transactions, "here " + UUID.randomUUID());
        elsewhere = new Tenant(tables, transactions, "elsewhere " + UUID.randomUUID());
    }

    @Test
    void the_default_organization_is_there_from_the_start() {
        String name = transactions.call(
                () -> tables.organizations.named("PARLEY").orElseThrow().name());

        assertThat(name).isEqualTo("parley");
    }

    @Test
    void an_account_is_found_by_its_username_in_any_case() {
        AccountProfile anna = here.hire("Anna Arendt");

        AccountId found = transactions.call(
                () -> accounts.lock(here.name(), "ANNA").orElseThrow().id());

        assertThat(found).isEqualTo(anna.id());
    }

    @Test
    void two_organizations_may_have_the_same_username_and_one_may_not() {
        here.hire("Anna Arendt");
        elsewhere.hire("Anna Arendt");

        assertThatThrownBy(() -> here.hire("Anna Again")).hasMessageContaining("account_username");
    }

    @Test
    void credentials_say_whether_the_installation_is_known() {
        AccountProfile anna = here.hire("Anna Arendt");
        transactions.run(() -> accounts.lock(anna.id()).orElseThrow().acceptPassword("hash"));
        tables.devices.signedIn(anna.id(), "laptop", "Laptop", NOON);

        assertThat(accounts.credentials(here.name(), "anna", "laptop"))
                .contains(new Credentials(anna, "hash", false, true));
        assertThat(accounts.credentials(here.name(), "anna", "elsewhere"))
                .contains(new Credentials(anna, "hash", false, false));
        assertThat(accounts.credentials(elsewhere.name(), "anna", "laptop")).isEmpty();
    }

    @Test
    void a_password_is_accepted_until_it_is_replaced_or_the_account_disabled() {
        AccountProfile anna = here.hire("Anna Arendt");
        transactions.run(() -> accounts.lock(anna.id()).orElseThrow().acceptPassword("old"));

        assertThat(accounts.accepts(anna.id(), "old")).isTrue();
        assertThat(accounts.accepts(anna.id(), "new")).isFalse();

        here.disable(anna, NOON);
        assertThat(accounts.accepts(anna.id(), "old")).isFalse();
    }

    @Test
    void whoever_changes_an_account_that_is_being_forgotten_brings_nothing_back() throws Exception {
        AccountProfile anna = here.hire("Anna Arendt");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            transactions
                    .call(() -> {
                        new OwnTraces(database).forget(anna.id(), NOON);
                        Future<?> change = other.submit(() -> transactions.run(
                                () -> accounts.lock(anna.id()).orElseThrow().acceptPassword("hash")));
                        while (!somebodyWaits() && !change.isDone()) {
                            Thread.onSpinWait();
                        }
                        return change;
                    })
                    .get();
        }

        assertThat(accounts.credentials(anna.id())).hasValueSatisfying(left -> {
            assertThat(left.profile().username()).isEqualTo("deleted-" + anna.id());
            assertThat(left.profile().displayName()).doesNotContain("Anna");
            assertThat(left.disabled()).isTrue();
        });
    }

    /** Whether another transaction waits for this one. */
    private boolean somebodyWaits() {
        return database.first(
                        "select 1 from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))",
                        row -> true)
                .isPresent();
    }

    @Test
    void whoever_is_to_change_an_account_by_its_name_finds_it_by_the_one_it_has_now() {
        AccountProfile anna = here.hire("Anna Arendt");

        assertThat(transactions.call(() -> accounts.lock(here.name(), "anna")))
                .hasValueSatisfying(found -> assertThat(found.profile()).isEqualTo(anna));
        assertThat(transactions.call(() -> accounts.lock(elsewhere.name(), "anna")))
                .isEmpty();
    }

    @Test
    void people_are_found_by_any_part_of_their_names() {
        here.hire("Anna Arendt");
        here.hire("Ben Annan");
        here.hire("Gus Green");

        assertThat(names(accounts.search(here.id(), VIEWER, "ann", "", ALL))).containsExactly("anna", "ben");
        assertThat(names(accounts.search(here.id(), VIEWER, "GREEN", "", ALL))).containsExactly("gus");
        assertThat(names(accounts.search(here.id(), VIEWER, "", "", ALL))).containsExactly("anna", "ben", "gus");
    }

    @Test
    void wildcards_in_what_is_looked_for_are_letters() {
        here.hire("Anna Arendt");
        here.hire("Zoe 100%_\\ Zimmer");

        assertThat(names(accounts.search(here.id(), VIEWER, "%", "", ALL))).containsExactly("zoe");
        assertThat(names(accounts.search(here.id(), VIEWER, "_", "", ALL))).containsExactly("zoe");
        assertThat(names(accounts.search(here.id(), VIEWER, "\\", "", ALL))).containsExactly("zoe");
    }

    @Test
    void the_directory_goes_on_after_a_username() {
        here.hire("Anna Arendt");
        here.hire("Ben Brecht");
        here.hire("Gus Green");

        assertThat(names(accounts.search(here.id(), VIEWER, "", "", 2))).containsExactly("anna", "ben");
        assertThat(names(accounts.search(here.id(), VIEWER, "", "Ben", 2))).containsExactly("gus");
    }

    @Test
    void nobody_of_another_organization_is_found() {
        AccountProfile zoe = elsewhere.hire("Zoe Zimmer");

        assertThat(accounts.search(here.id(), VIEWER, "", "", ALL)).isEmpty();
        assertThat(accounts.profile(here.id(), zoe.id())).isEmpty();
        assertThat(accounts.profiles(here.id(), List.of(zoe.id()))).isEmpty();
        assertThat(accounts.profile(elsewhere.id(), zoe.id())).contains(zoe);
    }

    @Test
    void disabled_accounts_are_named_but_not_found() {
        AccountProfile anna = here.hire("Anna Arendt");
        here.disable(anna, NOON);

        assertThat(accounts.search(here.id(), VIEWER, "anna", "", ALL)).isEmpty();
        assertThat(accounts.profile(here.id(), anna.id())).contains(anna);
    }

    @Test
    void who_was_disabled_lately_is_known() {
        AccountProfile lately = here.hire("Anna Arendt");
        AccountProfile longAgo = here.hire("Ben Brecht");
        here.disable(lately, NOON);
        here.disable(longAgo, NOON.minus(Duration.ofHours(1)));

        assertThat(accounts.disabledSince(NOON.minus(Duration.ofMinutes(20))))
                .contains(lately.id())
                .doesNotContain(longAgo.id());
    }

    @Test
    void disabling_twice_keeps_the_first_time() {
        AccountProfile anna = here.hire("Anna Arendt");
        here.disable(anna, NOON.minus(Duration.ofHours(1)));
        here.disable(anna, NOON);

        assertThat(accounts.disabledSince(NOON.minus(Duration.ofMinutes(20)))).doesNotContain(anna.id());
    }

    @Test
    void programs_are_made_in_bulk_with_names_and_devices_of_their_own() {
        List<AccountProfile> programs = accounts.addServices(here.id(), "load-", 1_000, NOON);
        List<DeviceId> on = tables.devices.addForAll(
                programs.stream().map(AccountProfile::id).toList(), "operator", NOON);

        assertThat(programs).hasSize(1_000).allMatch(program -> program.kind() == AccountKind.SERVICE);
        assertThat(names(programs)).doesNotHaveDuplicates();
        assertThat(on).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(tables.devices.of(programs.getLast().id()))
                .extracting(SignedInDevice::id)
                .containsExactly(on.getLast());
        assertThat(states(programs)).isEqualTo(1_000);
    }

    private long states(List<AccountProfile> programs) {
        return database.first(
                        "select count(*) from account_state where account_id = any (?)",
                        row -> row.getLong(1),
                        programs.stream()
                                .mapToLong(program -> program.id().value())
                                .toArray())
                .orElseThrow();
    }

    private static List<String> names(List<AccountProfile> accounts) {
        return accounts.stream().map(AccountProfile::username).toList();
    }
}
