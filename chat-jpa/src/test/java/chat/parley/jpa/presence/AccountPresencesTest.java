package chat.parley.jpa.presence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.jpa.presence.ChosenStatus.BUSY;
import static chat.parley.jpa.presence.ChosenStatus.INVISIBLE;
import static chat.parley.jpa.presence.ChosenStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class AccountPresencesTest {

    private static final AtomicLong IDS = new AtomicLong(8_000_000);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AccountPresences presences;
    private final AccountId anna;

    AccountPresencesTest(Database database) {
        presences = new AccountPresences(database);
        long id = IDS.incrementAndGet();
        database.update("insert into organization (id, name, created_at) values (?, ?, now())", id, "presences " + id);
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                values (?, ?, 'anna', 'Anna', 'PERSON', now())
                """, id, id);
        anna = new AccountId(id);
    }

    @Test
    void nothing_is_on_record_of_whoever_never_said_anything() {
        assertThat(presences.of(List.of(anna))).isEmpty();
        assertThat(presences.showsLastSeen(anna)).isTrue();
    }

    @Test
    void what_was_said_last_holds_whatever_comes_after() {
        StatusChoice later = new StatusChoice(BUSY, "In a meeting", NOON.plusSeconds(60), NOON);
        presences.choose(anna, later, NOON);

        presences.choose(anna, new StatusChoice(ONLINE, null, null, NOON.minusSeconds(1)), NOON);

        assertThat(sighting().choice()).isEqualTo(later);
    }

    @Test
    void the_later_moment_is_when_somebody_was_last_here() {
        presences.seen(Map.of(anna, NOON));
        presences.seen(Map.of(anna, NOON.minusSeconds(5)));

        assertThat(sighting().lastSeen()).isEqualTo(NOON);
    }

    @Test
    void whoever_becomes_invisible_was_last_seen_then_and_not_later() {
        presences.seen(Map.of(anna, NOON.minusSeconds(60)));
        presences.choose(anna, new StatusChoice(INVISIBLE, null, null, NOON), NOON);

        presences.seen(Map.of(anna, NOON.plusSeconds(60)));

        assertThat(sighting().lastSeen()).isEqualTo(NOON);
    }

    @Test
    void whoever_becomes_invisible_while_not_here_was_last_seen_before() {
        presences.seen(Map.of(anna, NOON.minusSeconds(60)));

        presences.choose(anna, new StatusChoice(INVISIBLE, null, null, NOON), null);

        assertThat(sighting().lastSeen()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void whoever_was_invisible_until_a_moment_is_seen_after_it() {
        presences.choose(anna, new StatusChoice(INVISIBLE, null, NOON.plusSeconds(10), NOON), NOON);

        presences.seen(Map.of(anna, NOON.plusSeconds(10)));

        assertThat(sighting().lastSeen()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void when_somebody_was_last_here_can_be_hidden() {
        presences.seen(Map.of(anna, NOON));

        presences.showLastSeen(anna, false);

        assertThat(sighting().lastSeen()).isNull();
        assertThat(presences.showsLastSeen(anna)).isFalse();
    }

    private Sighting sighting() {
        return presences.of(List.of(anna)).getOrDefault(anna, Sighting.NONE);
    }
}
