package chat.parley.it.cluster;

import java.util.UUID;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Json;
import chat.parley.it.client.Patience;

/** Somebody who reads on, message by message, until their node ends the connection. */
final class ReadingOn {

    private final ChatClient client;
    private final long room;
    private final Thread thread = Thread.ofVirtual().unstarted(this::read);
    private volatile long heard;

    private ReadingOn(ChatClient client, long room) {
        this.client = client;
        this.room = room;
    }

    /** This client, connected already, begins to write and read in a room. */
    static ReadingOn in(long room, ChatClient client) {
        ReadingOn reading = new ReadingOn(client, room);
        reading.thread.start();
        return reading;
    }

    /** The last message of which the node is certain to have heard that it was read; waits for the end. */
    long end() throws InterruptedException {
        thread.join(Patience.USUAL);
        return heard;
    }

    private void read() {
        try {
            while (client.online()) {
                long seq = client.ask(Json.object(
                                "type",
                                "send",
                                "conversation",
                                room,
                                "id",
                                UUID.randomUUID().toString(),
                                "body",
                                "and on"))
                        .path("seq")
                        .asLong();
                client.tell(Json.object("type", "read", "conversation", room, "seq", seq));
                client.fence();
                heard = seq;
            }
        } catch (IllegalStateException e) {
            // The connection has ended
        }
    }
}
