package chat.parley.ejb.matter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.Clearance;
import chat.parley.jpa.matter.Clearance.Scope;
import chat.parley.jpa.matter.Clearance.State;
import chat.parley.jpa.matter.ClearanceId;
import chat.parley.jpa.matter.Clearances;
import chat.parley.jpa.matter.Docket;
import chat.parley.jpa.matter.MatterContents;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may look at what is held when another has cleared them, on a real database. */
@ExtendWith(RealDatabase.class)
class ClearingTest {

    private static final Scope ALL = new Scope(null, null, null);

    private final MovableClock clock = MovableClock.atNoon();
    private final Database database;
    private final TestTransactions transactions;
    private final Town town;
    private final Docket docket;
    private final Clearing clearing = new Clearing();
    private final Discovering discovering = new Discovering();
    private final Actor officer;
    private final Actor other;
    private final Actor system;
    private final ConversationId room;

    ClearingTest(Database database, TestTransactions transactions, Sequences sequences) {
        this.database = database;
        this.transactions = transactions;
        town = new Town(database, sequences, transactions);
        docket = new Docket(town, database, sequences, transactions);
        officer = somebody("olga", Duty.COMPLIANCE);
        other = somebody("otto", Duty.COMPLIANCE);
        system = somebody("sam", Duty.SYSTEM);
        AccountId anna = town.person("anna");
        room = town.group(HistoryVisibility.ALL, anna);
        town.say(room, anna, "Paint it blue");
        docket.hold(room);
        clearing.door = MatterDoors.on(database);
        clearing.clearances = new Clearances(database);
        clearing.audit = AuditLogs.on(database, clock);
        clearing.sequences = sequences;
        clearing.clock = clock;
        discovering.door = clearing.door;
        discovering.clearances = new ClearanceDoor();
        discovering.clearances.clearances = clearing.clearances;
        discovering.clearances.clock = clock;
        discovering.clearances.refusals = Administrations.notesApart(database, transactions, clock);
        discovering.contents = new MatterContents(database);
        discovering.audit = clearing.audit;
        discovering.clock = clock;
    }

    @Test
    void who_is_new_needs_it_and_who_upgrades_keeps_what_they_have() throws IOException {
        OrganizationId fresh = database.first(
                        "select id from organization where name = 'parley'", row -> new OrganizationId(row.getLong(1)))
                .orElseThrow();
        assertThat(clearing.clearances.needed(fresh)).isTrue();
        assertThat(clearing.clearances.needed(town.organization)).isTrue();

        clearing.clearances.need(fresh, false);
        clearing.clearances.need(town.organization, false);
        try (InputStream migration = Objects.requireNonNull(
                Clearances.class.getResourceAsStream("/db/migration/V20261127_2300__clearances_by_default.sql"))) {
            database.update(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(clearing.clearances.needed(fresh)).isTrue();
        assertThat(clearing.clearances.needed(town.organization)).isFalse();
    }

    @Test
    void who_was_not_let_look_is_noted() {
        assertRefused("clearance.needed", () -> look(officer, null));

        assertThat(database.query("""
                        select concat_ws(' ', account_id, subject, outcome)
                        from audit_entry where organization_id = ? and deed = 'ADMINISTRATION_REFUSED'
                        """, row -> row.getString(1), town.organization.value()))
                .containsExactly(officer.account() + " action search-content REFUSED");
    }

    @Test
    void one_looks_when_another_has_cleared_one_and_both_are_noted() {
        Clearance wish = request(ALL);
        assertRefused("clearance.needed", () -> look(officer, null));
        assertRefused("clearance.not-given", () -> look(officer, wish.id()));
        assertRefused("clearance.own", () -> give(officer, wish));

        assertThat(give(other, wish).state()).isEqualTo(State.GIVEN);

        assertThat(look(officer, wish.id())).isEqualTo(1);
        assertThat(database.query("""
                        select concat_ws(' ', account_id, details ->> 'requestedBy', details ->> 'clearedBy')
                        from audit_entry where organization_id = ? and deed = 'CONTENT_SEARCHED'
                        """, row -> row.getString(1), town.organization.value()))
                .containsExactly(officer.account() + " " + officer.account() + " " + other.account());
    }

    @Test
    void it_is_for_nobody_else_and_for_a_time() {
        Clearance wish = request(ALL);
        give(other, wish);
        assertRefused("clearance.missing", () -> look(other, wish.id()));

        clock.pass(Duration.ofHours(8).minusSeconds(1));
        assertThat(look(officer, wish.id())).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));

        assertRefused("clearance.over", () -> look(officer, wish.id()));
    }

    @Test
    void what_was_denied_is_of_no_use_and_nothing_is_decided_twice() {
        Clearance wish = request(ALL);

        transactions.call(() -> clearing.deny(other, wish.id()));

        assertRefused("clearance.not-given", () -> look(officer, wish.id()));
        assertRefused("clearance.decided", () -> give(other, wish));
    }

    @Test
    void it_is_taken_back_by_either_of_the_two_or_by_whoever_keeps_the_system_and_is_of_no_use_then() {
        for (Actor actor : List.of(officer, other, system)) {
            Clearance wish = request(ALL);
            give(other, wish);
            assertThat(look(officer, wish.id())).isEqualTo(1);

            revoke(actor, wish);

            assertRefused("clearance.revoked", () -> look(officer, wish.id()));
            assertRefused("clearance.ended", () -> revoke(actor, wish));
        }
        assertThat(database.query(
                        "select account_id from audit_entry where organization_id = ? and deed = 'CLEARANCE_REVOKED' order by number",
                        row -> new AccountId(row.getLong(1)),
                        town.organization.value()))
                .containsExactly(officer.account(), other.account(), system.account());
    }

    @Test
    void nobody_else_takes_it_back() {
        Clearance wish = request(ALL);
        give(other, wish);

        assertRefused("auth.administrator-only", () -> revoke(somebody("omar", Duty.COMPLIANCE), wish));
        assertRefused("auth.administrator-only", () -> revoke(somebody("paul", Duty.PEOPLE), wish));

        assertThat(look(officer, wish.id())).isEqualTo(1);
    }

    @Test
    void a_wish_that_was_taken_back_is_not_decided_about_nor_by_the_database() {
        Clearance wish = request(ALL);

        revoke(officer, wish);

        assertRefused("clearance.decided", () -> give(other, wish));
        assertRefused("clearance.decided", () -> transactions.call(() -> clearing.deny(other, wish.id())));
        assertThatThrownBy(() -> database.update(
                        "update clearance set state = 'GIVEN', decided_by = ?, decided_at = ?, ends_at = ? where id = ?",
                        other.account().value(),
                        clock.instant(),
                        clock.instant().plusSeconds(1),
                        wish.id().value()))
                .hasStackTraceContaining("revoked_ends");
    }

    @Test
    void what_is_over_is_not_taken_back() {
        Clearance wish = request(ALL);
        give(other, wish);
        clock.pass(Duration.ofHours(8));

        assertRefused("clearance.ended", () -> revoke(officer, wish));
    }

    @Test
    void it_is_not_taken_back_while_somebody_looks_by_it() throws InterruptedException, ExecutionException {
        Clearance wish = request(ALL);
        give(other, wish);

        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            transactions.run(() -> {
                discovering.clearances.ask(officer, docket.matter, wish.id());
                assertThatThrownBy(beside.submit(() -> transactions.run(() -> {
                            database.query("select set_config('lock_timeout', '100ms', true)", row -> row.getString(1));
                            clearing.revoke(other, wish.id());
                        }))::get)
                        .hasStackTraceContaining("lock timeout");
            });
            beside.submit(() -> revoke(other, wish)).get();
        }

        assertRefused("clearance.revoked", () -> look(officer, wish.id()));
    }

    @Test
    void whoever_keeps_the_system_sees_those_that_wait_or_hold() {
        Clearance over = request(ALL);
        give(other, over);
        clock.pass(Duration.ofHours(8));
        Clearance denied = request(ALL);
        transactions.call(() -> clearing.deny(other, denied.id()));
        Clearance back = request(ALL);
        revoke(officer, back);
        Clearance holds = request(ALL);
        give(other, holds);
        Clearance waits = request(ALL);

        assertThat(clearing.current(system, null, 1).items())
                .extracting(Clearance::id)
                .containsExactly(waits.id());
        assertThat(clearing.current(system, waits.id().value(), 50).items())
                .extracting(Clearance::id)
                .containsExactly(holds.id());
        assertRefused("auth.administrator-only", () -> clearing.current(officer, null, 50));
    }

    @Test
    void one_sees_what_one_was_cleared_for_and_no_more() {
        Clearance before = request(new Scope(room, null, Instant.EPOCH));
        Clearance there = request(new Scope(room, Instant.EPOCH, null));
        Clearance elsewhere = request(new Scope(new ConversationId(room.value() + 1), null, null));
        List.of(before, there, elsewhere).forEach(wish -> give(other, wish));

        assertThat(look(officer, before.id())).isZero();
        assertThat(look(officer, there.id())).isEqualTo(1);
        assertThat(look(officer, elsewhere.id())).isZero();
        SearchTerms inRoom = new SearchTerms(List.of(), List.of(), null, room, null, null, null);
        assertRefused("clearance.elsewhere", () -> look(officer, elsewhere.id(), inRoom));
        assertRefused(
                "clearance.elsewhere",
                () -> transactions.call(
                        () -> discovering.sample(officer, docket.matter, search(elsewhere.id(), inRoom), 7)));
    }

    @Test
    void the_database_itself_wants_two() {
        Clearance wish = request(ALL);

        assertThatThrownBy(() -> database.update(
                        "update clearance set state = 'GIVEN', decided_by = requested_by, decided_at = now(), ends_at = now() where id = ?",
                        wish.id().value()))
                .hasStackTraceContaining("four_eyes");
    }

    @Test
    void whoever_looks_does_not_say_that_a_reason_is_enough() {
        assertRefused("auth.administrator-only", () -> clearing.need(officer, false));

        transactions.run(() -> clearing.need(system, false));

        assertThat(look(officer, null)).isEqualTo(1);
        assertThat(database.query(
                        "select details ->> 'needed' from audit_entry where organization_id = ? and deed = 'CLEARANCE_POLICY_SET' order by number",
                        row -> row.getString(1),
                        town.organization.value()))
                .containsExactly("false");
    }

    @Test
    void nobody_is_cleared_for_more_than_a_week() {
        assertThatThrownBy(() -> request(new RequestClearance("Case 4711", ALL, 169)))
                .isInstanceOf(Rejected.class);
    }

    private Clearance request(Scope scope) {
        return request(new RequestClearance("Case 4711", scope, 8));
    }

    private Clearance request(RequestClearance wish) {
        return transactions.call(() -> clearing.request(officer, docket.matter, wish));
    }

    private Clearance give(Actor actor, Clearance wish) {
        return transactions.call(() -> clearing.give(actor, wish.id()));
    }

    private void revoke(Actor actor, Clearance clearance) {
        transactions.run(() -> clearing.revoke(actor, clearance.id()));
    }

    private int look(Actor actor, @Nullable ClearanceId by) {
        return look(actor, by, SearchTerms.EVERYTHING);
    }

    /** How much somebody finds. */
    private int look(Actor actor, @Nullable ClearanceId by, SearchTerms terms) {
        return transactions
                .call(() -> discovering.search(actor, docket.matter, search(by, terms)))
                .findings()
                .size();
    }

    private static SearchMatter search(@Nullable ClearanceId by, SearchTerms terms) {
        return new SearchMatter("Case 4711", terms, false, Position.START, 50, by);
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Actor somebody(String name, Duty duty) {
        AccountId account = town.person(name);
        database.update(
                "insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, ?, ?)",
                town.organization.value(),
                account.value(),
                duty,
                clock.instant());
        return new Actor(account, town.organization, new DeviceId(1), false, clock.instant());
    }
}
