package chat.parley.web.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.ejb.presence.ShownStatus;
import chat.parley.ejb.presence.Watching;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchesTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);
    private static final AccountId ZOE = new AccountId(3);

    private final Ticking clock = new Ticking();
    private final FakeWatching watching = new FakeWatching();
    private final Watches watches = new Watches();
    private final RecordingLine line = new RecordingLine();
    private final Connection atAnnas = line.connection();

    @BeforeEach
    void anna_watches_ben() {
        watches.clock = clock;
        watches.watching = watching;
        watches.threads = new NodeThreads();
        atAnnas.signIn(new Actor(ANNA, new OrganizationId(1), new DeviceId(1), false, clock.instant()));
        watches.watch(atAnnas, List.of(BEN, ZOE));
        watches.tellAll();
    }

    @Test
    void a_watch_is_answered_by_how_they_look_and_leaves_out_whom_one_may_not_see() {
        assertThat(line.frames()).containsExactly(presence(BEN, "offline"));
    }

    @Test
    void a_change_is_told_to_those_who_watch_and_to_nobody_else() {
        RecordingLine other = new RecordingLine();
        Connection atZoes = other.connection();
        atZoes.signIn(new Actor(ZOE, new OrganizationId(2), new DeviceId(2), false, clock.instant()));
        watches.watch(atZoes, List.of(BEN));
        watches.tellAll();
        line.frames().clear();
        clock.pass(Duration.ofSeconds(1));

        become(BEN, ShownStatus.ONLINE);
        become(ZOE, ShownStatus.ONLINE);
        watches.tellAll();

        assertThat(line.frames()).containsExactly(presence(BEN, "online"));
        assertThat(other.frames()).isEmpty();
    }

    @Test
    void whatever_changes_within_a_second_is_told_at_once_as_it_is_then() {
        line.frames().clear();

        become(BEN, ShownStatus.ONLINE);
        watches.tellAll();
        become(BEN, ShownStatus.BUSY);
        watches.tellAll();
        assertThat(line.frames()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        watches.tellAll();

        assertThat(line.frames()).containsExactly(presence(BEN, "busy"));
    }

    @Test
    void whoever_has_blocked_the_watcher_looks_as_if_they_were_not_here_from_that_moment_on() {
        become(BEN, ShownStatus.ONLINE);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        line.frames().clear();

        watching.hidden = Set.of(BEN);
        watches.lookAgain(atAnnas);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        become(BEN, ShownStatus.BUSY);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        watching.hidden = Set.of();
        watches.lookAgain(atAnnas);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();

        assertThat(line.frames())
                .containsExactly(presence(BEN, "offline"), presence(BEN, "offline"), presence(BEN, "busy"));
    }

    @Test
    void whoever_says_that_people_are_parted_does_not_wait_until_their_watches_are_looked_at() {
        become(BEN, ShownStatus.ONLINE);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        line.frames().clear();
        watching.hidden = Set.of(BEN);
        watching.away = true;

        watches.lookAgainSoon(Set.of(ANNA));
        while (line.frames().isEmpty()) {
            clock.pass(Duration.ofSeconds(1));
            watches.tellAll();
        }

        assertThat(line.frames()).containsOnly(presence(BEN, "offline"));
        assertThat(watching.askedOn).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void a_new_list_takes_the_place_of_the_last() {
        watches.watch(atAnnas, List.of());
        line.frames().clear();
        clock.pass(Duration.ofSeconds(1));

        become(BEN, ShownStatus.ONLINE);
        watches.tellAll();

        assertThat(line.frames()).isEmpty();
    }

    @Test
    void whoever_has_much_else_to_be_told_is_told_later() {
        line.becomeSlow();
        atAnnas.tell("x".repeat(100_000));
        atAnnas.tell("x".repeat(200_000));
        atAnnas.tell("x".repeat(100_000));
        clock.pass(Duration.ofSeconds(1));
        become(BEN, ShownStatus.ONLINE);

        watches.tellAll();
        assertThat(line.frames()).doesNotContain(presence(BEN, "online"));
        atAnnas.drain();
        atAnnas.drain();
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();
        atAnnas.drain();
        atAnnas.drain();

        assertThat(line.frames()).contains(presence(BEN, "online"));
    }

    @Test
    void one_sees_oneself_without_the_disguise() {
        watches.watch(atAnnas, List.of(ANNA));
        watches.tellAll();

        assertThat(line.frames()).endsWith(presence(ANNA, "invisible"));
    }

    @Test
    void what_changes_to_oneself_alone_is_told_to_nobody_else() {
        watches.watch(atAnnas, List.of(ANNA, BEN));
        watches.tellAll();
        line.frames().clear();
        clock.pass(Duration.ofSeconds(1));

        watches.changedToSelf(BEN);
        watches.tellAll();
        assertThat(line.frames()).isEmpty();
        watches.changedToSelf(ANNA);
        watches.tellAll();

        assertThat(line.frames()).containsExactly(presence(ANNA, "invisible"));
    }

    @Test
    void nothing_is_kept_of_a_connection_that_has_ended() {
        atAnnas.end();
        watches.end(atAnnas);

        watches.watch(atAnnas, List.of(BEN));
        line.frames().clear();
        become(BEN, ShownStatus.ONLINE);
        clock.pass(Duration.ofSeconds(1));
        watches.tellAll();

        assertThat(line.frames()).isEmpty();
    }

    private void become(AccountId account, ShownStatus status) {
        watching.status.put(account, status);
        watches.changed(account);
    }

    private static String presence(AccountId account, String status) {
        return "{\"type\":\"presence\",\"accounts\":[{\"account\":" + account + ",\"status\":\"" + status + "\"}]}";
    }

    /** Stands still until a test moves it. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("zones are for the edge");
        }
    }

    /** Knows how everybody looks; Zoe is of another organization. */
    private static final class FakeWatching extends Watching {

        private final Map<AccountId, ShownStatus> status = new HashMap<>();
        private volatile Set<AccountId> hidden = Set.of();
        private volatile boolean away;
        private volatile @Nullable Thread askedOn;

        @Override
        public Set<AccountId> hiddenFrom(Actor actor, Collection<AccountId> accounts) {
            askedOn = Thread.currentThread();
            if (away) {
                away = false;
                throw new IllegalStateException("the database is away");
            }
            return hidden;
        }

        @Override
        public Set<AccountId> visible(Actor actor, Collection<AccountId> accounts) {
            Set<AccountId> visible = new HashSet<>(accounts);
            visible.removeIf(account -> account.equals(ZOE) != actor.account().equals(ZOE));
            return visible;
        }

        @Override
        public Map<AccountId, ShownPresence> look(Collection<AccountId> accounts) {
            Map<AccountId, ShownPresence> seen = new HashMap<>();
            accounts.forEach(account -> seen.put(account, shown(status.getOrDefault(account, ShownStatus.OFFLINE))));
            return seen;
        }

        @Override
        public ShownPresence self(AccountId account) {
            return shown(ShownStatus.INVISIBLE);
        }

        private static ShownPresence shown(ShownStatus status) {
            return new ShownPresence(status, null, null, null);
        }
    }
}
