package chat.parley.ejb.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import chat.parley.ejb.delivery.BusMessage.Batch;
import chat.parley.ejb.delivery.BusMessage.Beacon;
import chat.parley.ejb.delivery.BusMessage.Known;
import chat.parley.ejb.delivery.OwnInterest.Subject;
import chat.parley.ejb.delivery.Peers.Parcel;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.PostedMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What node "a" knows of "b" and "c". */
class PeersTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final ConversationId ROOM = new ConversationId(51);
    private static final ConversationId OTHER = new ConversationId(52);

    private final Peers peers = new Peers("a");

    @Test
    void misses_nothing_while_numbers_follow_each_other() {
        meet("b");

        assertThat(missed(batch("b", 1))).isFalse();
        assertThat(missed(batch("b", 2))).isFalse();
        assertThat(missed(beacon("b", 2))).isFalse();
    }

    @Test
    void notices_a_batch_that_did_not_come_by_the_next_one() {
        meet("b");

        assertThat(missed(batch("b", 2))).isTrue();
        assertThat(missed(batch("b", 3))).isFalse();
    }

    @Test
    void notices_that_the_last_batch_did_not_come_by_the_beacon() {
        meet("b");

        assertThat(missed(beacon("b", 1))).isTrue();
        assertThat(missed(beacon("b", 1))).isFalse();
    }

    @Test
    void may_have_missed_what_a_node_said_before_it_knew_of_this_one() {
        assertThat(missed(new Beacon("b", 0, Interest.ALL, Map.of()))).isFalse();
        assertThat(missed(beacon("b", 0))).isTrue();
        assertThat(missed(beacon("b", 0))).isFalse();
        assertThat(missed(batch("c", 1))).as("heard before its beacon").isTrue();
    }

    @Test
    void may_have_missed_what_a_node_said_after_it_forgot_this_one() {
        meet("b");
        missed(batch("b", 1));

        missed(new Beacon("b", 0, Interest.ALL, Map.of()));
        assertThat(missed(beacon("b", 0))).isTrue();
    }

    @Test
    void counts_on_nodes_that_hear_it_until_they_are_forgotten() {
        peers.hear(new Beacon("node-1-5f0c", 0, Interest.ALL, Map.of("a", new Known(0, 1))), NOW);
        peers.hear(new Beacon("node-2-a1b2", 0, Interest.ALL, Map.of("a", new Known(0, 1))), NOW.plusSeconds(3));
        assertThat(peers.nodes()).containsExactlyInAnyOrder("node-1", "node-2");

        peers.lostSome(SILENCE, NOW.plusSeconds(5));

        assertThat(peers.nodes()).containsExactly("node-2");
    }

    @Test
    void does_not_count_on_a_node_that_does_not_hear_it() {
        peers.hear(new Beacon("node-1-5f0c", 0, Interest.ALL, Map.of("a", new Known(0, 1))), NOW);

        peers.hear(new Beacon("node-1-5f0c", 0, Interest.ALL, Map.of()), NOW.plusSeconds(1));

        assertThat(peers.nodes()).isEmpty();
    }

    @Test
    void counts_for_each_node_what_it_was_sent() {
        meet("b");
        peers.parcels(List.of(in(ROOM)));
        meet("c");

        assertThat(peers.parcels(List.of(in(ROOM))))
                .extracting(Parcel::to, Parcel::number)
                .containsExactlyInAnyOrder(tuple("b", 2L), tuple("c", 1L));
    }

    @Test
    void sends_a_node_only_what_it_wants() {
        OwnInterest ofB = new OwnInterest();
        ofB.begin(new Subject.Conversation(ROOM));
        peers.hear(new Beacon("b", 1, ofB.snapshot().interest(), Map.of()), NOW);

        assertThat(peers.parcels(List.of(in(OTHER)))).isEmpty();
        assertThat(peers.parcels(List.of(in(OTHER), in(ROOM)))).containsExactly(new Parcel("b", 1, List.of(in(ROOM))));
    }

    @Test
    void sends_every_node_what_all_have_to_know() {
        peers.hear(new Beacon("b", 1, new OwnInterest().snapshot().interest(), Map.of()), NOW);

        assertThat(peers.parcels(List.of(new ChatEvent.AccountDisabled(new AccountId(1)))))
                .hasSize(1);
    }

    @Test
    void learns_of_an_interest_once() {
        assertThat(peers.hear(beacon("b", 0), NOW).learnt()).isTrue();
        assertThat(peers.hear(beacon("b", 0), NOW).learnt()).isFalse();
    }

    @Test
    void leaves_a_gap_that_the_others_notice() {
        meet("b");

        peers.leaveGap();

        assertThat(peers.beacon(new OwnInterest().snapshot()).peers()).isEqualTo(Map.of("b", new Known(1, 0)));
    }

    @Test
    void knows_which_version_of_its_interest_the_others_all_know() {
        assertThat(peers.knownByAll()).isEqualTo(Long.MAX_VALUE);

        peers.hear(new Beacon("b", 0, Interest.ALL, Map.of("a", new Known(0, 7))), NOW);
        assertThat(peers.knownByAll()).isEqualTo(7);

        peers.hear(new Beacon("c", 0, Interest.ALL, Map.of()), NOW);
        assertThat(peers.knownByAll()).isNegative();
    }

    @Test
    void notices_once_that_a_node_has_fallen_silent() {
        peers.hear(beacon("b", 0), NOW);
        peers.hear(beacon("c", 0), NOW.plusSeconds(3));

        assertThat(peers.lostSome(SILENCE, NOW.plusSeconds(4))).isFalse();
        assertThat(peers.lostSome(SILENCE, NOW.plusSeconds(5))).isTrue();
        assertThat(peers.lostSome(SILENCE, NOW.plusSeconds(5))).isFalse();
    }

    private void meet(String peer) {
        peers.hear(beacon(peer, 0), NOW);
    }

    private boolean missed(Batch batch) {
        return peers.missedBefore(batch, NOW);
    }

    private boolean missed(Beacon beacon) {
        return peers.hear(beacon, NOW).missed();
    }

    private static Batch batch(String publisher, long number) {
        return new Batch(publisher, number, List.of(in(ROOM)));
    }

    /** Of a node that has sent so many batches, wants everything and knows of "a". */
    private static Beacon beacon(String publisher, long sent) {
        return new Beacon(publisher, 0, Interest.ALL, Map.of("a", new Known(sent, 0)));
    }

    private static ChatEvent in(ConversationId conversation) {
        return new ChatEvent.Posted(
                new PostedMessage(
                        conversation,
                        1,
                        0,
                        new UUID(0, 1),
                        new AccountId(1),
                        Instant.EPOCH,
                        Format.PLAIN,
                        "hello",
                        null,
                        null,
                        null),
                null);
    }
}
