package chat.parley.ejb.presence;

import java.time.Duration;
import java.util.Map;

import chat.parley.ejb.presence.PresenceBoard.Picture;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.identity.AccountId;
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

    private final MovableClock clock = MovableClock.atNoon();
    private final RecordingWatcher watcher = new RecordingWatcher();
    private final PresenceBoard board = new PresenceBoard(clock, watcher);

    @BeforeEach
    void the_nodes_can_tell_each_other() {
        board.replace(NOTHING);
    }

    @Test
    void a_change_that_makes_no_difference_is_not_told() {
        board.here(at(ANNA, "one"), Activity.ACTIVE);
        watcher.news();

        board.here(at(ANNA, "two"), Activity.ACTIVE);
        board.gone(at(ANNA, "one"));
        board.here(at(ANNA, "two"), Activity.ACTIVE);

        assertThat(watcher.news()).isEmpty();
        board.gone(at(ANNA, "two"));
        assertThat(watcher.news()).containsExactly(ANNA);
    }

    @Test
    void what_ends_is_told_when_it_ends() {
        board.here(at(ANNA, "one"), Activity.ACTIVE);
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
        board.here(at(ANNA, "one"), Activity.ACTIVE);

        board.lose();
        board.lose();

        assertThat(board.toOthers(ANNA).status()).isEqualTo(ShownStatus.UNKNOWN);
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.UNKNOWN);
        assertThat(watcher.timesOfAll()).isEqualTo(2);
        board.replace(new Picture(Map.of(at(BEN, "two"), Activity.ACTIVE), Map.of()));
        assertThat(board.toOthers(ANNA).status()).isEqualTo(ShownStatus.OFFLINE);
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void what_is_heard_while_everything_is_read_is_newer() {
        Picture read =
                new Picture(Map.of(at(ANNA, "one"), Activity.ACTIVE), Map.of(BEN, choice(ChosenStatus.BUSY, null)));
        board.beginReading();
        board.gone(at(ANNA, "one"));
        board.here(at(BEN, "one"), Activity.ACTIVE);

        board.replace(read);

        assertThat(board.isHere(ANNA)).isFalse();
        assertThat(board.toOthers(BEN).status()).isEqualTo(ShownStatus.BUSY);
    }

    @Test
    void what_was_missed_is_told_when_everything_is_read_and_nothing_else() {
        board.here(at(ANNA, "one"), Activity.ACTIVE);
        watcher.news();

        board.replace(new Picture(Map.of(at(ANNA, "one"), Activity.ACTIVE, at(BEN, "two"), Activity.ACTIVE), Map.of()));

        assertThat(watcher.news()).containsExactly(BEN);
    }

    private static Whereabouts at(AccountId account, String node) {
        return new Whereabouts(account, node);
    }

    private StatusChoice choice(ChosenStatus status, @Nullable Duration holds) {
        return new StatusChoice(
                status, "In a meeting", holds == null ? null : clock.instant().plus(holds), clock.instant());
    }
}
