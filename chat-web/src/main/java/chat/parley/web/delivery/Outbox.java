package chat.parley.web.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What one client still has to be told, in order. Bounded: a client that cannot keep up loses its queue and is told to
 * catch up from the log, so one slow phone never costs the node its memory. Only one batch is under way at a time.
 */
final class Outbox {

    private static final int LONGEST_BATCH = 128 * 1024;

    private final int capacity;
    private final ArrayDeque<String> queue = new ArrayDeque<>(0);
    private int size;
    private @Nullable Instant oldest;
    private boolean underWay;
    private boolean overflowed;

    /** An outbox that holds this many characters. */
    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** What became of an offer. */
    enum Offer {
        /** Taken; somebody is draining already. */
        QUEUED,
        /** Taken, and nobody drains yet: do. */
        WAKE,
        /** There was no room: the queue is dropped and so is everything until {@link #recover}. */
        OVERFLOW,
        /** Dropped: the queue was before, or there is too little room for what can be done without. */
        DROPPED
    }

    /**
     * What goes out at once, a frame a line.
     *
     * @param oldest when the first message was posted that has waited for this batch, if any has
     */
    record Batch(String text, @Nullable Instant oldest) {}

    /** Adds the frame of a message that was posted then. */
    synchronized Offer offer(String frame, Instant posted) {
        Offer offer = offer(frame);
        if (oldest == null && (offer == Offer.QUEUED || offer == Offer.WAKE)) {
            oldest = posted;
        }
        return offer;
    }

    /** Adds a frame. */
    synchronized Offer offer(String frame) {
        if (overflowed) {
            return Offer.DROPPED;
        }
        if (size + frame.length() > capacity) {
            overflow();
            return Offer.OVERFLOW;
        }
        return add(frame);
    }

    /** Adds a frame that can be done without, if there is room for much that cannot. */
    synchronized Offer offerWithRoom(String frame) {
        return overflowed || size + frame.length() > capacity / 4 ? Offer.DROPPED : add(frame);
    }

    /** Drops the queue, and all news until {@link #recover}; false if that was so already. */
    synchronized boolean overflow() {
        if (overflowed) {
            return false;
        }
        queue.clear();
        size = 0;
        oldest = null;
        overflowed = true;
        notifyAll();
        return true;
    }

    /** Adds a frame that goes out whatever happened before: an answer, a word about the connection itself. */
    synchronized Offer insist(String frame) {
        return add(frame);
    }

    /** Whether there is room for a long answer. */
    synchronized boolean hasRoom() {
        return size <= capacity / 2;
    }

    /** Waits until there is room for a long answer; false if there was none in time. Whoever has long answers asks first. */
    synchronized boolean awaitRoom(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!hasRoom()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** After an overflow, when the client starts to catch up: news is taken again. */
    synchronized void recover() {
        overflowed = false;
    }

    /** Whether nothing waits and nothing is under way. */
    synchronized boolean isIdle() {
        return !underWay;
    }

    /** How many frames wait. */
    synchronized int waiting() {
        return queue.size();
    }

    /** All that waits, up to a limit; or null when nothing does, and then the next offer wakes. */
    synchronized @Nullable Batch next() {
        String text = nextText();
        Instant waited = oldest;
        oldest = null;
        return text == null ? null : new Batch(text, waited);
    }

    private @Nullable String nextText() {
        String first = queue.poll();
        if (first == null) {
            underWay = false;
            return null;
        }
        size -= first.length();
        notifyAll();
        String second = queue.peek();
        if (second == null || first.length() + second.length() > LONGEST_BATCH) {
            return first;
        }
        StringBuilder batch = new StringBuilder(Math.min(first.length() + size + queue.size(), LONGEST_BATCH + 64));
        batch.append(first);
        for (String frame = second;
                frame != null && batch.length() + frame.length() < LONGEST_BATCH;
                frame = queue.peek()) {
            batch.append('\n').append(frame);
            queue.poll();
            size -= frame.length();
        }
        return batch.toString();
    }

    private Offer add(String frame) {
        queue.add(frame);
        size += frame.length();
        if (underWay) {
            return Offer.QUEUED;
        }
        underWay = true;
        return Offer.WAKE;
    }
}
