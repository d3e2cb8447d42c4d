package chat.parley.ejb.presence;

import java.time.Duration;
import java.util.Map;

import chat.parley.ejb.presence.PresenceBoard.Picture;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.presence.ChosenStatus;
import chat.parley.jpa.presence.StatusChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceBoardTest {

    private static final Picture NOTHING = new Picture(Map.of(), Map.of());
    private static final AccountId ANNA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);

    private static final DevicesHere ACTIVE = new DevicesHere(Map.of(new DeviceId(7), Activity.ACTIVE));

    private final MovableClock clock = MovableClock.atNoon();
    private final RecordingWatcher watcher = new RecordingWatcher();
    private final PresenceBoard board = new PresenceBoard(clock, watcher);

    @BeforeEach
    void the_nodes_can_tell_each_other() {
        board.replace(NOTHING);
    }

    @Test
    void a_change_that_makes_no_difference_is_not_told() {
        board.here(at(ANNA, "one"), ACTIVE);
        watcher.news();

        board.here(at(ANNA, "two"), ACTIVE);
        board.gone(at(ANNA, "one"));
        board.here(at(ANNA, "two"), ACTIVE);

        assertThat(watcher.news()).isEmpty();
        board.gone(at(ANNA, "two"));
        assertThat(watcher.news()).containsExactly(ANNA);
    }

    @Test
    void what_ends_is_told_when_it_ends() {
        board.here(at(ANNA, "one"), ACTIVE);
        board.chose(ANNA, choice(ChosenStatus.BUSY, Duration.ofMinutes(30)));
        watcher.news();

        clock.pass(Duration.ofMinutes(29));
        board.expire();
        assertThat(watcher.news()).isEmpty();
        assertThat(board.toOthers(ANNA).text()).isEqualTo("In a meeting");
        clock.pass(Duration.ofMinutes(1));
        board.expire();

        assertThat(watcher.news()).containsExactly(ANNA);
        assertThat(board.toOthers(ANNA)).isEqualTo(new ShownPresence(ShownStatus.ONLINE, null, null, null));
    }

    @Test
    void nobodys_presence_is_known_while_the_nodes_cannot_tell_each_other() {
        board.here(at(ANNA, "one"), ACTIVE);

        board.lose();
        board.lose();

        assertThat(board.toOthers(ANNA).status()).isEqualTo(ShownStatus.UNKNOWN);
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.UNKNOWN);
        assertThat(watcher.timesOfAll()).isEqualTo(2);
        board.replace(new Picture(Map.of(at(BEN, "two"), ACTIVE), Map.of()));
        assertThat(board.toOthers(ANNA).status()).isEqualTo(ShownStatus.OFFLINE);
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void what_is_heard_while_everything_is_read_is_newer() {
        Picture read = new Picture(Map.of(at(ANNA, "one"), ACTIVE), Map.of(BEN, choice(ChosenStatus.BUSY, null)));
        board.beginReading();
        board.gone(at(ANNA, "one"));
        board.here(at(BEN, "one"), ACTIVE);

        board.replace(read);

        assertThat(board.isHere(ANNA)).isFalse();
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.BUSY);
    }

    @Test
    void what_was_missed_is_told_when_everything_is_read_and_nothing_else() {
        board.here(at(ANNA, "one"), ACTIVE);
        watcher.news();

        board.replace(new Picture(Map.of(at(ANNA, "one"), ACTIVE, at(BEN, "two"), ACTIVE), Map.of()));

        assertThat(watcher.news()).containsExactly(BEN);
    }

    @Test
    void nobody_hears_a_word_of_what_somebody_invisible_does_but_they_themselves() {
        board.here(at(BEN, "one"), ACTIVE);
        board.chose(BEN, choice(ChosenStatus.INVISIBLE, Duration.ofHours(1)));
        watcher.news();

        board.gone(at(BEN, "one"));
        board.here(at(BEN, "two"), ACTIVE);

        assertThat(watcher.news()).isEmpty();
        assertThat(watcher.newsToSelf()).contains(BEN);
    }

    @Test
    void what_an_absent_one_said_before_is_no_news_when_they_come_invisibly() {
        StatusChoice before = choice(ChosenStatus.INVISIBLE, null);
        clock.pass(Duration.ofMinutes(1));

        board.chose(ANNA, before);
        board.here(at(ANNA, "one"), ACTIVE);

        assertThat(watcher.news()).isEmpty();
        assertThat(board.toSelf(ANNA).status()).isEqualTo(ShownStatus.INVISIBLE);
    }

    @Test
    void when_what_one_says_without_a_text_ends_is_not_told_of_those_who_are_not_here() {
        board.chose(
                ANNA,
                new StatusChoice(ChosenStatus.INVISIBLE, null, clock.instant().plusSeconds(9), clock.instant()));

        assertThat(board.toOthers(ANNA)).isEqualTo(new ShownPresence(ShownStatus.OFFLINE, null, null, null));
    }

    @Test
    void what_ends_in_the_moment_something_else_is_said_is_told() {
        board.here(at(ANNA, "one"), ACTIVE);
        board.chose(ANNA, choice(ChosenStatus.BUSY, Duration.ofSeconds(1)));
        watcher.news();

        clock.pass(Duration.ofSeconds(1));
        board.chose(ANNA, new StatusChoice(ChosenStatus.ONLINE, null, null, clock.instant()));

        assertThat(watcher.news()).containsExactly(ANNA);
    }

    @Test
    void a_device_is_idle_when_it_is_at_every_node() {
        board.here(
                at(ANNA, "one"),
                new DevicesHere(Map.of(new DeviceId(7), Activity.IDLE, new DeviceId(8), Activity.IDLE)));
        board.here(at(ANNA, "two"), ACTIVE);

        assertThat(board.devices(ANNA))
                .isEqualTo(Map.of(new DeviceId(7), Activity.ACTIVE, new DeviceId(8), Activity.IDLE));
    }

    private static Whereabouts at(AccountId account, String node) {
        return new Whereabouts(account, node);
    }

    private StatusChoice choice(ChosenStatus status, @Nullable Duration holds) {
        return new StatusChoice(
                status, "In a meeting", holds == null ? null : clock.instant().plus(holds), clock.instant());
    }
}
