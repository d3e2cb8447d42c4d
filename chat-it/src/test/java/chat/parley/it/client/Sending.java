package chat.parley.it.client;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A message that a client wants posted, in every try the same. */
public final class Sending {

    private final long conversation;
    private final String id = UUID.randomUUID().toString();
    private final String body;
    private final CompletableFuture<Long> seq = new CompletableFuture<>();

    Sending(long conversation, String body) {
        this.conversation = conversation;
        this.body = body;
    }

    public long conversation() {
        return conversation;
    }

    /** What the client calls it. */
    public String id() {
        return id;
    }

    public String body() {
        return body;
    }

    /** Its number, once a try was acknowledged; fails with a {@link Refusal} that is certain. */
    public CompletableFuture<Long> seq() {
        return seq;
    }

    /** Waits for its number. */
    public long acknowledged() {
        return Patience.await("acknowledgement of a message", seq);
    }
}
