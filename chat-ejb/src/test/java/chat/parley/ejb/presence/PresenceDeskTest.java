package chat.parley.ejb.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.presence.AccountPresences;
import chat.parley.jpa.presence.ChosenStatus;
import chat.parley.jpa.presence.StatusChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two nodes that share what they know, on a real database. */
@ExtendWith(RealDatabase.class)
class PresenceDeskTest {

    private static final AtomicLong IDS = new AtomicLong(7_000_000);
    private static final int GRACE = 20;

    private final MovableClock clock = MovableClock.atNoon();
    private final SharedInMemory shared = new SharedInMemory();
    private final Database database;
    private final AccountPresences presences;
    private final PresenceDesk here;
    private final PresenceDesk there;
    private final Actor anna;

    PresenceDeskTest(Database database) {
        this.database = database;
        presences = new AccountPresences(database);
        here = desk("here");
        there = desk("there");
        anna = person();
        beat();
    }

    @Test
    void whoever_is_at_one_node_is_online_at_the_other() {
        here.arrive(anna, "laptop");
        beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void whoever_goes_is_gone_after_the_grace_and_was_last_seen_when_they_went() {
        here.arrive(anna, "laptop");
        beat();
        Instant left = clock.instant();
        here.leave(anna, "laptop");

        pass(GRACE - 1);
        assertThat(seen(there).status()).isEqualTo(ShownStatus.ONLINE);
        pass(1);

        assertThat(seen(there)).isEqualTo(new ShownPresence(ShownStatus.OFFLINE, null, null, left));
    }

    @Test
    void whoever_moves_to_the_other_node_is_online_all_the_time() {
        RecordingWatcher watcher = new RecordingWatcher();
        here.arrive(anna, "laptop");
        beat();
        there.tell(watcher);

        here.leave(anna, "laptop");
        pass(GRACE / 2);
        there.arrive(anna, "laptop again");
        beat();
        pass(GRACE);

        assertThat(watcher.news()).isEmpty();
        assertThat(seen(here).status()).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void a_dead_nodes_people_are_gone_after_the_grace() {
        here.arrive(anna, "laptop");
        beat();

        shared.kill("here");
        there.beat();
        clock.pass(Duration.ofSeconds(GRACE - 1));
        there.beat();
        assertThat(seen(there).status()).isEqualTo(ShownStatus.ONLINE);
        clock.pass(Duration.ofSeconds(1));
        there.beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.OFFLINE);
        assertThat(seen(there).lastSeen()).isNotNull();
    }

    @Test
    void whoever_comes_from_a_dead_node_within_the_grace_is_online_all_the_time() {
        here.arrive(anna, "laptop");
        beat();
        RecordingWatcher watcher = new RecordingWatcher();
        there.tell(watcher);

        shared.kill("here");
        there.beat();
        there.arrive(anna, "laptop again");
        there.beat();
        there.beat();
        clock.pass(Duration.ofSeconds(GRACE));
        there.beat();

        assertThat(watcher.news()).isEmpty();
    }

    @Test
    void what_the_database_knows_of_whoever_comes_from_a_dead_node_holds_before_they_are_told_of() {
        here.arrive(anna, "laptop");
        beat();
        presences.choose(
                anna.account(), new StatusChoice(ChosenStatus.INVISIBLE, null, null, clock.instant()), clock.instant());
        shared.kill("here");

        there.arrive(anna, "laptop again");
        there.beat();
        there.beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.OFFLINE);
        assertThat(there.board().toSelf(anna.account()).status()).isEqualTo(ShownStatus.INVISIBLE);
    }

    @Test
    void whoever_is_here_is_told_of_again_when_another_node_took_this_one_for_dead() {
        here.arrive(anna, "laptop");
        beat();

        shared.node("third").gone(Set.of(new Whereabouts(anna.account(), "here")));
        assertThat(seen(there).status()).isEqualTo(ShownStatus.OFFLINE);
        beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void one_is_seen_with_all_devices_at_all_nodes() {
        Actor atPhone = new Actor(anna.account(), anna.organization(), new DeviceId(2), false, anna.until());

        here.arrive(anna, "laptop");
        there.arrive(atPhone, "phone");
        there.turn(atPhone, "phone", Activity.IDLE);
        beat();

        assertThat(here.board().devices(anna.account()))
                .isEqualTo(Map.of(anna.device(), Activity.ACTIVE, atPhone.device(), Activity.IDLE));
    }

    @Test
    void what_was_said_while_the_nodes_could_not_tell_each_other_is_told_when_they_can() {
        there.arrive(anna, "laptop");
        beat();

        shared.goAway();
        choosing(here).choose(anna, ChosenStatus.BUSY, null, null);
        shared.comeBack();
        here.beat();

        assertThat(there.board().toOthers(anna.account()).status()).isEqualTo(ShownStatus.BUSY);
    }

    @Test
    void a_node_that_comes_back_under_its_name_gives_up_whoever_does_not() {
        here.arrive(anna, "laptop");
        beat();
        shared.kill("here");

        PresenceDesk again = desk("here");
        again.beat();
        assertThat(seen(again).status()).isEqualTo(ShownStatus.ONLINE);
        clock.pass(Duration.ofSeconds(GRACE));
        again.beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.OFFLINE);
    }

    @Test
    void a_node_that_joins_later_knows_everybody() {
        here.arrive(anna, "laptop");
        choosing(here).choose(anna, ChosenStatus.BUSY, "In a meeting", null);
        beat();

        PresenceDesk late = desk("late");
        late.beat();

        assertThat(seen(late)).isEqualTo(new ShownPresence(ShownStatus.BUSY, "In a meeting", null, null));
    }

    @Test
    void what_one_says_of_oneself_holds_over_ones_going_and_coming() {
        here.arrive(anna, "laptop");
        beat();
        choosing(here).choose(anna, ChosenStatus.BUSY, " Out for lunch ", null);
        here.leave(anna, "laptop");
        pass(GRACE);
        assertThat(seen(there).text()).isEqualTo("Out for lunch");

        there.arrive(anna, "phone");
        beat();

        assertThat(seen(here).status()).isEqualTo(ShownStatus.BUSY);
    }

    @Test
    void whoever_was_invisible_is_not_seen_when_they_come_and_go() {
        here.arrive(anna, "laptop");
        beat();
        Instant lastSeen = clock.instant();
        choosing(here).choose(anna, ChosenStatus.INVISIBLE, null, null);
        assertThat(seen(there)).isEqualTo(new ShownPresence(ShownStatus.OFFLINE, null, null, lastSeen));
        here.leave(anna, "laptop");
        pass(GRACE);

        there.arrive(anna, "phone");
        beat();
        assertThat(seen(here).status()).isEqualTo(ShownStatus.OFFLINE);
        there.leave(anna, "phone");
        pass(GRACE);

        assertThat(seen(here)).isEqualTo(new ShownPresence(ShownStatus.OFFLINE, null, null, lastSeen));
    }

    @Test
    void when_one_was_last_here_can_be_hidden() {
        here.arrive(anna, "laptop");
        beat();
        here.leave(anna, "laptop");
        pass(GRACE);

        presences.showLastSeen(anna.account(), false);
        assertThat(seen(there).lastSeen()).isNull();
        presences.showLastSeen(anna.account(), true);

        assertThat(seen(there).lastSeen()).isNotNull();
    }

    @Test
    void while_the_nodes_cannot_tell_each_other_nobodys_presence_is_known_and_then_it_is_again() {
        here.arrive(anna, "laptop");
        beat();

        shared.goAway();
        Actor ben = person();
        here.arrive(ben, "phone");
        beat();
        assertThat(seen(there).status()).isEqualTo(ShownStatus.UNKNOWN);
        shared.comeBack();
        beat();
        beat();

        assertThat(seen(there).status()).isEqualTo(ShownStatus.ONLINE);
        assertThat(there.board().isHere(ben.account())).isTrue();
    }

    @Test
    void a_text_is_one_short_line_and_ends_in_the_future() {
        ChoosingStatus choosing = choosing(here);

        for (String text : List.of("x".repeat(101), "two\nlines")) {
            assertThatThrownBy(() -> choosing.choose(anna, ChosenStatus.BUSY, text, null))
                    .hasMessageContaining("one line");
        }
        assertThatThrownBy(() -> choosing.choose(anna, ChosenStatus.BUSY, null, clock.instant()))
                .hasMessageContaining("future");
        choosing.choose(
                anna, ChosenStatus.BUSY, "x".repeat(100), clock.instant().plusSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(choosing.chosen(anna).status()).isEqualTo(ChosenStatus.ONLINE);
    }

    private PresenceDesk desk(String node) {
        PresenceDesk desk = new PresenceDesk();
        desk.clock = clock;
        desk.presences = presences;
        desk.shared = shared.node(node);
        desk.graceSeconds = GRACE;
        desk.open();
        return desk;
    }

    private ChoosingStatus choosing(PresenceDesk desk) {
        ChoosingStatus choosing = new ChoosingStatus();
        choosing.clock = clock;
        choosing.desk = desk;
        choosing.presences = presences;
        return choosing;
    }

    private ShownPresence seen(PresenceDesk desk) {
        Watching watching = new Watching();
        watching.clock = clock;
        watching.desk = desk;
        watching.presences = presences;
        return Objects.requireNonNull(watching.look(Set.of(anna.account())).get(anna.account()));
    }

    private Actor person() {
        long id = IDS.incrementAndGet();
        database.update("insert into organization (id, name, created_at) values (?, ?, now())", id, "presence " + id);
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                values (?, ?, 'anna', 'Anna', 'PERSON', now())
                """, id, id);
        return new Actor(
                new AccountId(id),
                new OrganizationId(id),
                new DeviceId(1),
                false,
                clock.instant().plusSeconds(900));
    }

    private void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
        beat();
    }

    /** Who has just come is told of with the second. */
    private void beat() {
        for (int i = 0; i < 2; i++) {
            here.beat();
            there.beat();
        }
    }
}
