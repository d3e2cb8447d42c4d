package chat.parley.jpa.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class MetricSamplesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final MetricSamples samples;
    private final NodeRecords nodes;
    private final Town town;
    private final AccountId anna;
    private final AccountId ben;
    private final ConversationId group;

    MetricSamplesTest(Database database, Sequences sequences, TestTransactions transactions) {
        samples = new MetricSamples(database);
        nodes = new NodeRecords(database);
        town = new Town(database, sequences, transactions);
        anna = town.person("Anna");
        ben = town.person("Ben");
        group = town.group(HistoryVisibility.ALL, anna, ben);
    }

    @Test
    void a_moment_is_measured_by_one_alone() {
        Instant next = Instant.now().plus(Duration.ofDays(1));

        assertThat(samples.claim(next)).isTrue();
        assertThat(samples.claim(next)).isFalse();
    }

    @Test
    void what_was_posted_between_two_samples_is_told_and_who_was_there() {
        samples.measure(NOON, Set.of(anna));
        town.say(group, anna, "One");
        town.say(group, ben, "Two");
        samples.measure(NOON.plus(MINUTE), Set.of(anna, ben));
        samples.measure(NOON.plus(MINUTE).plus(MINUTE), null);

        List<MetricPoint> points = samples.points(town.organization, NOON, MINUTE);

        assertThat(points).extracting(MetricPoint::messages).containsExactly(null, 2L, 0L);
        assertThat(points).extracting(MetricPoint::online).containsExactly(1, 2, null);
        assertThat(points).allMatch(point -> point.bytes() > 0);
    }

    @Test
    void thinned_out_samples_still_tell_what_was_posted_and_the_most_who_were_there() {
        for (int minute = 0; minute < 120; minute++) {
            if (minute % 10 == 0) {
                town.say(group, anna, "Hello");
            }
            samples.measure(NOON.plus(MINUTE.multipliedBy(minute)), minute == 30 ? Set.of(anna, ben) : Set.of(anna));
        }
        List<MetricPoint> before = samples.points(town.organization, NOON, HOUR);

        samples.thin(NOON.plus(Duration.ofHours(2)), HOUR);

        List<MetricPoint> after = samples.points(town.organization, NOON, HOUR);
        assertThat(samples.points(town.organization, NOON, MINUTE)).hasSize(2);
        assertThat(after).extracting(MetricPoint::messages).containsExactly(null, 6L);
        assertThat(after).extracting(MetricPoint::online).containsExactly(2, 1);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void what_waits_is_that_of_all_nodes_and_the_time_that_of_the_slowest_at_its_worst() {
        String name = "node " + UUID.randomUUID();
        Instant later = NOON.plus(Duration.ofDays(40));
        nodes.report(report(name + " a", later, new DeliveryPace(30, 4, 12.5)), later);
        nodes.report(report(name + " b", later, new DeliveryPace(12, 0, 250.0)), later);
        nodes.report(report(name + " idle", later, DeliveryPace.IDLE), later);
        nodes.report(report(name + " gone", later, new DeliveryPace(900, 900, 900.0)), later.minusSeconds(31));

        samples.measure(later, null);
        samples.measure(later.plus(MINUTE), null);

        DeliveryPace worst = new DeliveryPace(42, 4, 250.0);
        assertThat(samples.points(town.organization, later, MINUTE))
                .extracting(MetricPoint::pace)
                .containsExactly(worst, new DeliveryPace(0, 0, null));
        samples.thin(later.plus(HOUR), HOUR);
        assertThat(samples.points(town.organization, later, HOUR))
                .extracting(MetricPoint::pace)
                .containsExactly(worst);
    }

    @Test
    void a_node_that_starts_anew_owes_nothing_to_what_was_wished_before() {
        String name = "node " + UUID.randomUUID();

        assertThat(nodes.report(report(name, NOON, DeliveryPace.IDLE), NOON)).isFalse();
        nodes.wish(name, NOON, anna);
        assertThat(nodes.report(report(name, NOON, DeliveryPace.IDLE), NOON.plusSeconds(3)))
                .isTrue();
        assertThat(nodes.report(report(name, NOON.plusSeconds(60), DeliveryPace.IDLE), NOON.plusSeconds(70)))
                .isFalse();
        assertThat(nodes.since(NOON.plusSeconds(69)))
                .filteredOn(node -> node.report().name().equals(name))
                .singleElement()
                .satisfies(node -> assertThat(node.drainAt()).isNull());
    }

    private static NodeReport report(String name, Instant startedAt, DeliveryPace pace) {
        return new NodeReport(name, "1.0", startedAt, 3, 2, 1_000, 2_000, 0.5, false, pace);
    }
}
