package chat.parley.ejb.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import chat.parley.ejb.delivery.BusMessage.Batch;
import chat.parley.ejb.delivery.BusMessage.Beacon;
import chat.parley.ejb.delivery.BusMessage.Known;

/**
 * The other nodes, as far as they were heard: what each wants, what it was sent, and whether all that it sent has come.
 * Nothing that is lost between two nodes stays unnoticed: batches are numbered from each node to each, and beacons
 * repeat the last number.
 */
final class Peers {

    /** What a publisher's name has between that of its node and what tells its lives apart. */
    static final char LIFE = '-';

    /** Of a node that does not know of this one. */
    private static final long UNKNOWN = -1;

    private final String self;
    private final Map<String, Peer> peers = new HashMap<>();

    private static final class Peer {
        private Instant heard = Instant.MIN;
        private long received;
        private long knows = UNKNOWN;
        private long sent;
        private long version = UNKNOWN;
        private Interest interest = Interest.ALL;
    }

    /** What is to be sent to one node. */
    record Parcel(String to, long number, List<ChatEvent> events) {}

    /**
     * What hearing a beacon has shown.
     *
     * @param missed something sent to this node has not come, or may not have been sent
     * @param learnt its sender waits for the word that its interest is known here
     */
    record Insight(boolean missed, boolean learnt) {}

    Peers(String self) {
        this.self = self;
    }

    /** Notes a batch; whether some before it has not come. */
    synchronized boolean missedBefore(Batch batch, Instant now) {
        boolean known = peers.containsKey(batch.publisher());
        Peer peer = heard(batch.publisher(), now);
        boolean missed = !known || batch.number() != peer.received + 1;
        peer.received = batch.number();
        return missed;
    }

    /** Notes a beacon. */
    synchronized Insight hear(Beacon beacon, Instant now) {
        Peer peer = heard(beacon.publisher(), now);
        boolean learnt = beacon.version() != peer.version;
        peer.version = beacon.version();
        peer.interest = beacon.interest();
        Known known = beacon.peers().getOrDefault(self, new Known(0, UNKNOWN));
        boolean begins = peer.knows == UNKNOWN && known.version() != UNKNOWN;
        boolean missed = begins || (peer.knows != UNKNOWN && known.number() != peer.received);
        peer.knows = known.version();
        peer.received = known.number();
        return new Insight(missed, learnt);
    }

    /** What each node has to be told of these events; from here on that counts as sent. */
    synchronized List<Parcel> parcels(List<ChatEvent> events) {
        List<Parcel> parcels = new ArrayList<>();
        peers.forEach((name, peer) -> {
            List<ChatEvent> wanted =
                    events.stream().filter(peer.interest::includes).toList();
            if (!wanted.isEmpty()) {
                parcels.add(new Parcel(name, ++peer.sent, wanted));
            }
        });
        return parcels;
    }

    /** Something was not sent that perhaps should have been: all nodes notice by their next batch or beacon. */
    synchronized void leaveGap() {
        peers.values().forEach(peer -> peer.sent++);
    }

    /** What this node says of itself and the others. */
    synchronized Beacon beacon(OwnInterest.Snapshot own) {
        Map<String, Known> known = new HashMap<>();
        peers.forEach((name, peer) -> known.put(name, new Known(peer.sent, peer.version)));
        return new Beacon(self, own.version(), own.interest(), known);
    }

    /** The version of this node's interest that all others know; the greatest number if there are none. */
    synchronized long knownByAll() {
        return peers.values().stream().mapToLong(peer -> peer.knows).min().orElse(Long.MAX_VALUE);
    }

    /**
     * Forgets the nodes that were not heard for this long, and tells whether there was one. What a node committed just
     * before it died it may have told nobody.
     */
    synchronized boolean lostSome(Duration silence, Instant now) {
        return peers.values().removeIf(peer -> peer.heard.plus(silence).isBefore(now));
    }

    /**
     * The names of the nodes that tell this one what it wants: that are heard, and say that they hear it. A node that
     * hears nothing of this one sends it nothing but beacons.
     */
    synchronized Set<String> nodes() {
        return peers.entrySet().stream()
                .filter(peer -> peer.getValue().knows != UNKNOWN)
                .map(peer -> peer.getKey().substring(0, peer.getKey().lastIndexOf(LIFE)))
                .collect(Collectors.toSet());
    }

    private Peer heard(String publisher, Instant now) {
        Peer peer = peers.computeIfAbsent(publisher, _ -> new Peer());
        peer.heard = now;
        return peer;
    }
}
