package chat.parley.launcher;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that other processes do and do not announce. */
final class Await {

    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private Await() {}

    /** Whether the condition came true within the limit. Interrupting the thread ends the wait. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
