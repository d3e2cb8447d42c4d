package chat.parley.jpa.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.audit.AuditStream.Place;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class AuditStreamTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AuditStream stream;
    private final AuditEntries entries;
    private final OrganizationId organization;

    AuditStreamTest(Database database, Sequences sequences) {
        stream = new AuditStream(database);
        entries = new AuditEntries(database);
        organization = new OrganizationId(sequences.next("organization_id"));
    }

    @Test
    void one_goes_on_where_it_was_left() {
        note(3);
        assertThat(place()).containsExactly(new Place(organization, 0));

        stream.advance(new Place(organization, 2));
        assertThat(place()).containsExactly(new Place(organization, 2));

        stream.advance(new Place(organization, 3));
        assertThat(place()).isEmpty();

        note(1);
        assertThat(place()).containsExactly(new Place(organization, 3));
    }

    @Test
    void who_was_slow_takes_nothing_back() {
        note(3);
        stream.advance(new Place(organization, 3));

        stream.advance(new Place(organization, 1));

        assertThat(place()).isEmpty();
    }

    @Test
    void who_has_waited_longest_is_first() {
        note(2);
        stream.advance(new Place(organization, 1));
        OrganizationId never = new OrganizationId(organization.value() + 1_000_000_000);
        entries.append(note(never));

        List<OrganizationId> order =
                stream.places().stream().map(Place::organization).toList();

        assertThat(order.indexOf(never)).isLessThan(order.indexOf(organization));
    }

    @Test
    void what_was_not_handed_on_is_counted_from_the_oldest_on() {
        note(2);

        AuditStream.Backlog backlog = stream.backlog();

        assertThat(backlog.entries()).isGreaterThanOrEqualTo(2);
        assertThat(backlog.oldest()).isBeforeOrEqualTo(LONG_AGO);
    }

    @Test
    void one_node_hands_on_until_it_leaves_or_is_not_heard_of() {
        assertThat(stream.take("a", HOUR)).isTrue();
        assertThat(stream.take("b", HOUR)).isFalse();
        assertThat(stream.take("a", HOUR)).as("it goes on").isTrue();

        stream.leave("b");
        assertThat(stream.take("b", HOUR)).as("who is not it leaves nothing").isFalse();

        stream.leave("a");
        assertThat(stream.take("b", Duration.ZERO)).isTrue();
        assertThat(stream.take("a", Duration.ZERO)).as("its time is over").isTrue();
        stream.leave("a");
    }

    private List<Place> place() {
        return stream.places().stream()
                .filter(place -> place.organization().equals(organization))
                .toList();
    }

    private void note(int times) {
        for (int i = 0; i < times; i++) {
            entries.append(note(organization));
        }
    }

    private static AuditNote note(OrganizationId organization) {
        return new AuditNote(organization, LONG_AGO, null, null, AuditDeed.ROLE, null, Outcome.DONE, "{}");
    }
}
