package chat.parley.bench.load;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Wakes a selector at a nanosecond: by itself a selector waits in whole milliseconds. */
final class Alarm implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final Thread thread;
    private final AtomicLong at = new AtomicLong(NEVER);
    private volatile boolean closed;

    Alarm(Selector selector) {
        this.selector = selector;
        thread = Thread.ofPlatform().daemon().name("bench-alarm").start(this::watch);
    }

    /** Wakes the selector at this {@link System#nanoTime}; only the last call counts. */
    void set(long time) {
        at.set(time);
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!closed) {
            long time = at.get();
            long wait = time == NEVER ? NEVER : time - System.nanoTime();
            if (time == NEVER) {
                LockSupport.park(this);
            } else if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            } else if (at.compareAndSet(time, NEVER)) {
                selector.wakeup();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
