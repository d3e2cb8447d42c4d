package chat.parley.jpa.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Duty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class AdministeredPeopleTest {

    private static final PeopleFilter EVERYBODY = new PeopleFilter("", null, null, null, null);

    private final Database database;
    private final AdministeredPeople people;
    private final AdministeredDevices devices;
    private final Town town;
    private final Town elsewhere;

    AdministeredPeopleTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        people = new AdministeredPeople(database);
        devices = new AdministeredDevices(database);
        town = new Town(database, sequences, transactions);
        elsewhere = new Town(database, sequences, transactions);
    }

    @ParameterizedTest
    @EnumSource
    void every_order_shows_everybody_once_both_ways(PeopleOrder order) {
        for (int i = 0; i < 7; i++) {
            AccountId id = town.person(i % 2 == 0 ? "Same Name" : "Name " + i);
            for (int device = 0; device < i % 3; device++) {
                signIn(id, "device " + device, i % 4);
            }
        }

        List<Long> forward = walk(order, false);
        List<Long> back = walk(order, true);

        assertThat(forward).hasSize(7).doesNotHaveDuplicates();
        assertThat(back).isEqualTo(forward.reversed());
    }

    @Test
    void whoever_was_seen_last_comes_first() {
        AccountId never = town.person("Anna");
        AccountId early = town.person("Ben");
        AccountId late = town.person("Gus");
        signIn(early, "laptop", 1);
        signIn(late, "laptop", 2);

        assertThat(walk(PeopleOrder.SEEN, true)).containsExactly(late.value(), early.value(), never.value());
    }

    @Test
    void a_filter_is_counted_as_it_is_shown() {
        AccountId anna = town.person("Anna 100%");
        AccountId ben = town.person("Ben");
        database.update("update account set disabled_at = now() where id = ?", ben.value());
        database.update("""
                insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, 'AUDIT', now())
                """, town.organization.value(), anna.value());

        assertThat(found(new PeopleFilter("100%", null, null, null, null))).containsExactly(anna);
        assertThat(found(new PeopleFilter("100_", null, null, null, null))).isEmpty();
        assertThat(found(new PeopleFilter("", true, null, null, null))).containsExactly(ben);
        assertThat(found(new PeopleFilter("", false, null, null, null))).containsExactly(anna);
        assertThat(found(new PeopleFilter("", null, null, null, Duty.AUDIT))).containsExactly(anna);
        assertThat(found(new PeopleFilter("", null, null, null, Duty.SYSTEM))).isEmpty();
    }

    @Test
    void nobody_of_another_organization_is_shown() {
        AccountId zoe = elsewhere.person("Zoe");

        assertThat(found(EVERYBODY)).isEmpty();
        assertThat(people.find(town.organization, zoe)).isEmpty();
        assertThat(people.find(elsewhere.organization, zoe)).isPresent();
    }

    @Test
    void it_is_known_what_only_they_own() {
        AccountId anna = town.person("Anna");
        AccountId ben = town.person("Ben");
        town.group(HistoryVisibility.ALL, anna, ben);
        town.group(HistoryVisibility.ALL, ben, anna);

        assertThat(people.stake(anna)).isEqualTo(new PersonStake(2, 1, 0, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void every_order_shows_every_device_once_both_ways(DeviceOrder order) {
        AccountId anna = town.person("Anna");
        AccountId ben = town.person("Ben");
        for (int i = 0; i < 5; i++) {
            signIn(i % 2 == 0 ? anna : ben, "device " + i, i % 3);
        }

        List<Long> forward = walkDevices(order, false);

        assertThat(forward).hasSize(5).doesNotHaveDuplicates();
        assertThat(walkDevices(order, true)).isEqualTo(forward.reversed());
    }

    @Test
    void devices_are_found_by_whose_they_are_and_how_long_they_were_not_heard_of() {
        AccountId anna = town.person("Anna 100%");
        AccountId ben = town.person("Ben");
        AccountId zoe = elsewhere.person("Zoe");
        signIn(anna, "old", 1);
        signIn(ben, "new", 9);
        signIn(ben, "revoked", 1);
        signIn(zoe, "far", 1);
        database.update("update device set revoked_at = now() where installation = 'revoked'");
        Instant between = Instant.parse("2026-11-22T18:00:00Z");

        assertThat(owners(new DeviceFilter("", null))).containsExactly(anna, ben);
        assertThat(owners(new DeviceFilter("100%", null))).containsExactly(anna);
        assertThat(owners(new DeviceFilter("laptop", between))).containsExactly(anna);
        assertThat(owners(new DeviceFilter("zoe", null))).isEmpty();
    }

    private List<AccountId> owners(DeviceFilter filter) {
        return devices
                .page(town.organization, filter, new ListWish<>(DeviceOrder.PERSON, false, null, 50))
                .rows()
                .stream()
                .map(DeviceLine::account)
                .toList();
    }

    private List<Long> walkDevices(DeviceOrder order, boolean descending) {
        List<Long> all = new ArrayList<>();
        @Nullable ListPosition after = null;
        do {
            ListedPage<DeviceLine> page = devices.page(
                    town.organization, new DeviceFilter("", null), new ListWish<>(order, descending, after, 2));
            page.rows().forEach(line -> all.add(line.id().value()));
            after = page.next();
        } while (after != null);
        return all;
    }

    private List<AccountId> found(PeopleFilter filter) {
        ListedPage<PersonLine> page =
                people.page(town.organization, filter, new ListWish<>(PeopleOrder.NAME, false, null, 50));
        assertThat(page.total()).isEqualTo(page.rows().size());
        assertThat(page.more()).isFalse();
        return page.rows().stream().map(line -> line.profile().id()).toList();
    }

    /** All of them in pages of two. */
    private List<Long> walk(PeopleOrder order, boolean descending) {
        List<Long> all = new ArrayList<>();
        @Nullable ListPosition after = null;
        do {
            ListedPage<PersonLine> page =
                    people.page(town.organization, EVERYBODY, new ListWish<>(order, descending, after, 2));
            page.rows().forEach(line -> all.add(line.profile().id().value()));
            after = page.next() == null
                    ? null
                    : ListPosition.read(page.next().written()).orElseThrow();
        } while (after != null);
        return all;
    }

    private void signIn(AccountId account, String installation, int hours) {
        database.update("""
                insert into device (id, account_id, installation, name, created_at, last_seen_at)
                values ((select coalesce(max(id), 0) + 1000000 from device), ?, ?, 'Laptop', now(),
                        timestamptz '2026-11-22T12:00:00Z' + make_interval(hours => ?))
                """, account.value(), installation, hours);
    }
}
