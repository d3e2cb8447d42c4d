package chat.parley.ejb.delivery;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What goes over the bus. A publisher is a node and the moment it started: after a restart it counts anew. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BusMessage.Batch.class, name = "batch"),
    @JsonSubTypes.Type(value = BusMessage.Beacon.class, name = "beacon")
})
sealed interface BusMessage {

    String publisher();

    /**
     * What one node tells one other at a time.
     *
     * @param number one more than the number of the last batch from here to there
     */
    record Batch(String publisher, long number, List<ChatEvent> events) implements BusMessage {}

    /**
     * What a node tells all others every second, and at once when its interest has grown or it has learnt of another's.
     *
     * @param version numbers the changes of the interest
     * @param peers the other nodes that it knows of
     */
    record Beacon(String publisher, long version, Interest interest, Map<String, Known> peers) implements BusMessage {}

    /**
     * What a node knows of another.
     *
     * @param number of the last batch it sent there
     * @param version of the interest by which it chooses what to send there
     */
    record Known(long number, long version) {}
}
