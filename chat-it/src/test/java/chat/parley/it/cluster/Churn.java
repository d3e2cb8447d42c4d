package chat.parley.it.cluster;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import chat.parley.it.client.Login;
import chat.parley.it.client.Rest;
import chat.parley.it.client.Rooms;

/** The owner of a room who adds and removes one member again and again, on whatever node answers. */
final class Churn {

    private static final int SERVER_FAULT = 500;

    private final Login owner;
    private final Login member;
    private final long room;
    private final List<URI> nodes;
    private final Random random;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong turns = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("churn").unstarted(this::turn);

    Churn(Login owner, Login member, long room, List<URI> nodes, long seed) {
        this.owner = owner;
        this.member = member;
        this.room = room;
        this.nodes = nodes;
        this.random = new Random(seed);
    }

    void start() {
        thread.start();
    }

    /** How often the member came or went. */
    long turns() {
        return turns.get();
    }

    /** Ends with the member in the room. */
    void end() throws InterruptedException {
        end.countDown();
        thread.join(Duration.ofMinutes(2));
    }

    private void turn() {
        boolean in = true;
        while (end.getCount() > 0 || !in) {
            try {
                Rooms rooms = Rooms.at(nodes.get(random.nextInt(nodes.size())));
                Rest.Answer answer = in ? rooms.remove(owner, room, member) : rooms.add(owner, room, member);
                if (answer.status() < SERVER_FAULT) {
                    in = !in;
                    turns.incrementAndGet();
                }
            } catch (UncheckedIOException | AssertionError e) {
                // That node is away, or answers without the application while it starts; the next turn asks another one
            }
            pause(Duration.ofMillis(300 + random.nextLong(700)));
        }
    }

    private void pause(Duration time) {
        try {
            boolean _ = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
