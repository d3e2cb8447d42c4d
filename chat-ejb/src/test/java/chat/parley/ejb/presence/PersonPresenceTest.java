package chat.parley.ejb.presence;

import java.time.Instant;
import java.util.Map;

import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.presence.ChosenStatus;
import chat.parley.jpa.presence.StatusChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonPresenceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DevicesHere ACTIVE = new DevicesHere(Map.of(new DeviceId(7), Activity.ACTIVE));
    private static final DevicesHere IDLE = new DevicesHere(Map.of(new DeviceId(7), Activity.IDLE));
    private static final PersonPresence HERE = PersonPresence.NOBODY.at("one", ACTIVE);

    @Test
    void whoever_is_at_some_node_is_online() {
        assertThat(HERE.toOthers(NOON)).isEqualTo(ShownStatus.ONLINE);
        assertThat(PersonPresence.NOBODY.toOthers(NOON)).isEqualTo(ShownStatus.OFFLINE);
    }

    @Test
    void whoever_moves_from_node_to_node_is_online_until_the_last_one_lets_them_go() {
        PersonPresence moving = HERE.at("two", ACTIVE).goneFrom("one");

        assertThat(moving.toOthers(NOON)).isEqualTo(ShownStatus.ONLINE);
        assertThat(moving.goneFrom("two").toOthers(NOON)).isEqualTo(ShownStatus.OFFLINE);
    }

    @Test
    void whoever_does_nothing_anywhere_is_away_and_whoever_does_something_somewhere_is_not() {
        PersonPresence idle = HERE.at("one", IDLE);

        assertThat(idle.toOthers(NOON)).isEqualTo(ShownStatus.AWAY);
        assertThat(idle.at("two", ACTIVE).toOthers(NOON)).isEqualTo(ShownStatus.ONLINE);
    }

    @Test
    void whoever_is_busy_is_busy_also_when_idle() {
        PersonPresence busy = HERE.at("one", IDLE).choosing(chose(ChosenStatus.BUSY, null));

        assertThat(busy.toOthers(NOON)).isEqualTo(ShownStatus.BUSY);
    }

    @Test
    void whoever_is_invisible_looks_offline_to_others_and_not_to_themselves() {
        PersonPresence invisible = HERE.choosing(chose(ChosenStatus.INVISIBLE, null));

        assertThat(invisible.toOthers(NOON)).isEqualTo(ShownStatus.OFFLINE);
        assertThat(invisible.toSelf(NOON)).isEqualTo(ShownStatus.INVISIBLE);
    }

    @ParameterizedTest
    @EnumSource(ChosenStatus.class)
    void whoever_is_not_here_is_offline_whatever_they_said(ChosenStatus said) {
        PersonPresence gone = PersonPresence.NOBODY.choosing(chose(said, null));

        assertThat(gone.toSelf(NOON)).isEqualTo(ShownStatus.OFFLINE);
    }

    @Test
    void what_was_said_until_a_moment_holds_until_then() {
        PersonPresence busy = HERE.choosing(chose(ChosenStatus.BUSY, NOON));

        assertThat(busy.toOthers(NOON.minusMillis(1))).isEqualTo(ShownStatus.BUSY);
        assertThat(busy.toOthers(NOON)).isEqualTo(ShownStatus.ONLINE);
    }

    private static StatusChoice chose(ChosenStatus status, @Nullable Instant until) {
        return new StatusChoice(status, null, until, NOON.minusSeconds(60));
    }
}
